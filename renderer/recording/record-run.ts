import { frameAt } from '../run/frame-history.ts'
import { lastTime } from '../run/playback.ts'
import type { EngineRun } from '../run/run-state.ts'
import { createFramePainter } from './frame-painter.ts'

export interface Recording {
  run: EngineRun
  scenario: string
  /** What it is painted on, which may be on the page. */
  canvas: HTMLCanvasElement
  /** How long the video is. */
  seconds: number
  onProgress: (share: number) => void
}

const formats = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm']
const picturesPerSecond = 30
/** Of 1280x720; such a drawing of flat colours needs no more. */
const bitsPerSecond = 2_500_000

/** Whether this browser can make a video. */
export function canRecord(): boolean {
  return format() !== undefined
}

/** Shows how the video begins. */
export function showBeginning({ run, scenario, canvas }: Pick<Recording, 'run' | 'scenario' | 'canvas'>): void {
  painterOn(canvas, run, scenario)?.(run.frames[0] ?? null, 0, 0)
}

/** Plays the run on the canvas once and takes it down. Rejects when it is stopped before its end. */
export function recordRun({ run, scenario, canvas, seconds, onProgress }: Recording, signal: AbortSignal): Promise<Blob> {
  const paint = painterOn(canvas, run, scenario)
  const mimeType = format()
  if (!paint || mimeType === undefined) return Promise.reject(new Error('This browser cannot make videos.'))
  const last = lastTime(run.frames)
  const recorder = new MediaRecorder(canvas.captureStream(picturesPerSecond), { mimeType, videoBitsPerSecond: bitsPerSecond })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  return new Promise((resolve, reject) => {
    recorder.onstop = () => (signal.aborted ? reject(signal.reason) : resolve(new Blob(parts, { type: 'video/webm' })))
    recorder.onerror = () => reject(new Error('The video could not be made.'))
    const began = performance.now()
    const draw = (now: number) => {
      const played = Math.max(0, (now - began) / 1000)
      const share = Math.min(1, played / seconds)
      paint(frameAt(run.frames, share * last), share * last, played)
      onProgress(share)
      if (share >= 1 || signal.aborted) recorder.stop()
      else requestAnimationFrame(draw)
    }
    recorder.start()
    requestAnimationFrame(draw)
  })
}

/** In the colours that the window has now. */
function painterOn(canvas: HTMLCanvasElement, run: EngineRun, scenario: string): ReturnType<typeof createFramePainter> | undefined {
  const context = canvas.getContext('2d')
  if (!context) return undefined
  const style = getComputedStyle(document.documentElement)
  const colours = new Map<string, string>()
  const colour = (name: string) => {
    const known = colours.get(name) ?? style.getPropertyValue(`--${name}`).trim()
    colours.set(name, known)
    return known
  }
  return createFramePainter(context, { design: run.design, scenario, durationSeconds: lastTime(run.frames) }, colour)
}

function format(): string | undefined {
  return typeof MediaRecorder === 'undefined' ? undefined : formats.find((each) => MediaRecorder.isTypeSupported(each))
}
