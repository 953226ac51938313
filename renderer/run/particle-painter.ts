import { type Flow, particlesAt, spacing, speed } from './particle-flow.ts'
import type { EngineName } from './run-state.ts'

/** Where the drawing stands on the screen. */
export interface View {
  x: number
  y: number
  zoom: number
}

/** A path cut into points a few pixels apart, so that no frame has to ask the browser for its geometry. */
interface Track {
  d: string
  element: SVGPathElement
  length: number
  points: Float32Array
}

interface Row {
  flow: Flow
  sent: number
  gap: number
}

const stepPx = 3
/** How fast a row takes on a new rate, 1/s: soft enough not to be seen as a jump. */
const easing = 3
const colourEveryMs = 500
/** What has come to its end flows this long, so that it is seen, and then stands, milliseconds. */
const settleMs = 6000
/** A new row begins as if this many points had been sent, so that the path is full at once. */
const sentBefore = 40

/**
 * `moving`: time goes on. `settling`: what is shown is a whole run, which is over. `still`: a moment that stands; the traffic stands
 * with it.
 */
export type Motion = 'moving' | 'settling' | 'still'

/**
 * Draws the traffic on a canvas as long as there is any. Frame follows frame only while something moves and the page is visible;
 * what stands is drawn once and again when it changes. Paths are measured again only when their shape changed.
 */
export function createParticlePainter(canvas: HTMLCanvasElement) {
  const context = canvas.getContext('2d')
  const rows = new Map<string, Row>()
  const tracks = new Map<string, Track>()
  let view: View = { x: 0, y: 0, zoom: 1 }
  let engine: EngineName | null = null
  let colours = readColours(canvas)
  let coloursAt = 0
  let before = 0
  let request = 0
  let motion: Motion = 'still'
  let settledAt = 0

  const frame = (now: number) => {
    request = 0
    const goesOn = motion === 'moving' || (motion === 'settling' && now < settledAt)
    const seconds = goesOn ? Math.min(0.1, (now - before) / 1000) : 0
    before = now
    if (now - coloursAt > colourEveryMs) {
      colours = readColours(canvas)
      coloursAt = now
    }
    if (context) paint(context, canvas, view, rows, tracks, seconds, colours)
    if (goesOn && rows.size > 0) request = requestAnimationFrame(frame)
  }
  const wake = () => {
    if (request === 0) request = requestAnimationFrame(frame)
  }

  const stopWatching = watch(canvas, () => {
    coloursAt = 0
    wake()
  })

  return {
    show(flows: Map<string, Flow>, by: EngineName | null, how: Motion) {
      if (by !== engine) coloursAt = 0
      engine = by
      if (how === 'settling' && motion !== 'settling') settledAt = performance.now() + settleMs
      motion = how
      canvas.dataset.engine = by ?? ''
      for (const id of rows.keys()) if (!flows.has(id)) rows.delete(id)
      for (const [id, flow] of flows) {
        const row = rows.get(id)
        if (row) {
          row.flow = flow
          if (how !== 'moving') row.gap = spacing(flow.rate)
        } else if (flow.rate > 0) rows.set(id, { flow, sent: sentBefore, gap: spacing(flow.rate) })
      }
      wake()
    },
    move(to: View) {
      view = to
      wake()
    },
    end() {
      stopWatching()
      cancelAnimationFrame(request)
      rows.clear()
    },
  }
}

/** Tells when what is drawn may look another way although the traffic is the same: paths, theme, size. */
function watch(canvas: HTMLCanvasElement, changed: () => void): () => void {
  const drawing = new MutationObserver(changed)
  const root = canvas.closest('.react-flow')?.querySelector('.react-flow__edges')
  if (root) drawing.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['d'] })
  drawing.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const size = new ResizeObserver(changed)
  size.observe(canvas)
  return () => {
    drawing.disconnect()
    size.disconnect()
  }
}

interface Colours {
  good: string
  bad: string
}

function readColours(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas)
  return { good: style.color, bad: style.getPropertyValue('--bad') }
}

function paint(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  view: View,
  rows: Map<string, Row>,
  tracks: Map<string, Track>,
  seconds: number,
  colours: Colours,
): void {
  const scale = fitToScreen(canvas)
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight)
  context.transform(view.zoom, 0, 0, view.zoom, view.x, view.y)
  const radius = Math.max(2.5, 2.2 / view.zoom)
  const shapes = { good: new Path2D(), bad: new Path2D() }
  for (const [id, row] of rows) {
    advance(row, seconds)
    const track = trackOf(id, canvas, tracks)
    if (!track) continue
    for (const { distance, failed } of particlesAt(track.length, row.sent, row.gap, row.flow.errorRate)) {
      const at = Math.min(track.points.length / 2 - 1, Math.round(distance / stepPx)) * 2
      const [x = 0, y = 0] = [track.points[at], track.points[at + 1]]
      const shape = failed ? shapes.bad : shapes.good
      shape.moveTo(x + radius, y)
      shape.arc(x, y, failed ? radius * 1.35 : radius, 0, Math.PI * 2)
    }
  }
  context.fillStyle = colours.good
  context.fill(shapes.good)
  context.fillStyle = colours.bad
  context.fill(shapes.bad)
}

function advance(row: Row, seconds: number): void {
  const wanted = spacing(row.flow.rate)
  const from = Number.isFinite(row.gap) ? row.gap : wanted
  row.gap = Number.isFinite(wanted) ? from + (wanted - from) * Math.min(1, seconds * easing) : wanted
  if (Number.isFinite(row.gap)) row.sent += (speed(row.flow.latencyMs) * seconds) / row.gap
}

/** Gives the canvas as many pixels as the screen has; returns screen pixels per CSS pixel. */
function fitToScreen(canvas: HTMLCanvasElement): number {
  const scale = window.devicePixelRatio || 1
  const width = Math.round(canvas.clientWidth * scale)
  const height = Math.round(canvas.clientHeight * scale)
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  return scale
}

function trackOf(id: string, canvas: HTMLCanvasElement, tracks: Map<string, Track>): Track | undefined {
  const known = tracks.get(id)
  const element = known?.element.isConnected ? known.element : findPath(id, canvas)
  if (!element) return undefined
  const d = element.getAttribute('d') ?? ''
  if (known && known.element === element && known.d === d) return known
  const length = element.getTotalLength()
  const count = Math.max(2, Math.ceil(length / stepPx) + 1)
  const points = new Float32Array(count * 2)
  for (let index = 0; index < count; index++) {
    const point = element.getPointAtLength(Math.min(length, index * stepPx))
    points[index * 2] = point.x
    points[index * 2 + 1] = point.y
  }
  const track = { d, element, length, points }
  tracks.set(id, track)
  return track
}

function findPath(id: string, canvas: HTMLCanvasElement): SVGPathElement | null {
  const root = canvas.closest('.react-flow') ?? document
  return root.querySelector<SVGPathElement>(`[data-id="${CSS.escape(id)}"] .react-flow__edge-path`)
}
