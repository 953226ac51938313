import { type Flow, particlesAt, spacing, speed } from './particle-flow.ts'
import type { EngineName } from './run-state.ts'
import { samplePath } from './sample-path.ts'

/** Where the drawing stands on the screen. */
export interface View {
  x: number
  y: number
  zoom: number
}

/** A line cut into points a few pixels apart, and the rectangle that it keeps within. */
interface Track {
  d: string
  length: number
  points: Float32Array
  left: number
  top: number
  right: number
  bottom: number
}

interface Row {
  flow: Flow
  sent: number
  gap: number
}

const stepPx = 3
/** How fast a row takes on a new rate, 1/s: soft enough not to be seen as a jump. */
const easing = 3
/** At most about so many points are drawn; of more, every second, fourth and so on. */
const mostPoints = 1200
/** Seen from farther away than this, points are squares: nobody can tell, and they are drawn much faster. */
const farZoom = 0.4
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
 * what stands is drawn once and again when it changes. Lines are measured again only when their shape changed, and only those in view.
 */
export function createParticlePainter(canvas: HTMLCanvasElement) {
  const context = canvas.getContext('2d')
  const rows = new Map<string, Row>()
  const tracks = new Map<string, Track>()
  let lines: ReadonlyMap<string, string> = new Map()
  let view: View = { x: 0, y: 0, zoom: 1 }
  let engine: EngineName | null = null
  let colours: Colours | undefined
  let before = 0
  let request = 0
  let motion: Motion = 'still'
  let settledAt = 0

  const frame = (now: number) => {
    request = 0
    const goesOn = motion === 'moving' || (motion === 'settling' && now < settledAt)
    const seconds = goesOn ? Math.min(0.1, (now - before) / 1000) : 0
    before = now
    colours ??= readColours(canvas)
    if (context) paint(context, canvas, view, rows, (id) => trackOf(id, lines, tracks), seconds, colours)
    if (goesOn && rows.size > 0) request = requestAnimationFrame(frame)
  }
  const wake = () => {
    if (request === 0) request = requestAnimationFrame(frame)
  }

  const stopWatching = watch(canvas, () => {
    colours = undefined
    wake()
  })

  return {
    /** What flows on which connection, and by whose account. */
    flow(flows: Map<string, Flow>, by: EngineName | null) {
      if (by !== engine) colours = undefined
      engine = by
      canvas.dataset.engine = by ?? ''
      for (const id of rows.keys()) if (!flows.has(id)) rows.delete(id)
      for (const [id, flow] of flows) {
        const row = rows.get(id)
        if (row) {
          row.flow = flow
          if (motion !== 'moving') row.gap = spacing(flow.rate)
        } else if (flow.rate > 0) rows.set(id, { flow, sent: sentBefore, gap: spacing(flow.rate) })
      }
      wake()
    },
    pace(how: Motion) {
      if (how === motion) return
      if (how === 'settling') settledAt = performance.now() + settleMs
      motion = how
      for (const row of rows.values()) if (how !== 'moving') row.gap = spacing(row.flow.rate)
      wake()
    },
    /** Where the connections are drawn. */
    follow(paths: ReadonlyMap<string, string>) {
      lines = paths
      for (const id of tracks.keys()) if (!lines.has(id)) tracks.delete(id)
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

/** Tells when what is drawn may look another way although the traffic is the same: theme, size. */
function watch(canvas: HTMLCanvasElement, changed: () => void): () => void {
  const theme = new MutationObserver(changed)
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const size = new ResizeObserver(changed)
  size.observe(canvas)
  return () => {
    theme.disconnect()
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
  trackOf: (id: string) => Track | undefined,
  seconds: number,
  colours: Colours,
): void {
  const scale = fitToScreen(canvas)
  const { clientWidth, clientHeight } = canvas
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.clearRect(0, 0, clientWidth, clientHeight)
  if (rows.size === 0) return
  context.transform(view.zoom, 0, 0, view.zoom, view.x, view.y)
  const [left, top] = [-view.x / view.zoom, -view.y / view.zoom]
  const [right, bottom] = [left + clientWidth / view.zoom, top + clientHeight / view.zoom]
  const seen: [Row, Track][] = []
  let count = 0
  for (const [id, row] of rows) {
    advance(row, seconds)
    const track = trackOf(id)
    if (!track || track.right < left || track.left > right || track.bottom < top || track.top > bottom) continue
    seen.push([row, track])
    count += track.length / row.gap
  }
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(count / mostPoints)))
  const radius = Math.max(2.5, 2.2 / view.zoom)
  const shapes = { good: new Path2D(), bad: new Path2D() }
  const put = view.zoom < farZoom ? square : dot
  for (const [row, track] of seen) {
    for (const { distance, failed } of particlesAt(track.length, row.sent, row.gap, row.flow.errorRate, every)) {
      const at = Math.min(track.points.length / 2 - 1, Math.round(distance / stepPx)) * 2
      put(failed ? shapes.bad : shapes.good, track.points[at] ?? 0, track.points[at + 1] ?? 0, failed ? radius * 1.35 : radius)
    }
  }
  context.fillStyle = colours.good
  context.fill(shapes.good)
  context.fillStyle = colours.bad
  context.fill(shapes.bad)
}

function dot(shape: Path2D, x: number, y: number, radius: number): void {
  shape.moveTo(x + radius, y)
  shape.arc(x, y, radius, 0, Math.PI * 2)
}

function square(shape: Path2D, x: number, y: number, radius: number): void {
  shape.rect(x - radius, y - radius, radius * 2, radius * 2)
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

function trackOf(id: string, lines: ReadonlyMap<string, string>, tracks: Map<string, Track>): Track | undefined {
  const d = lines.get(id)
  const known = tracks.get(id)
  if (d === undefined || known?.d === d) return known
  const points = samplePath(d, stepPx)
  const xs = points.filter((_, index) => index % 2 === 0)
  const ys = points.filter((_, index) => index % 2 === 1)
  const box = { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
  const track = { d, points, length: Math.max(0, (points.length / 2 - 1) * stepPx), ...box }
  tracks.set(id, track)
  return track
}
