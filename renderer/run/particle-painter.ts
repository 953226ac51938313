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
/** A new row begins as if this many points had been sent, so that the path is full at once. */
const sentBefore = 40

/**
 * Draws the traffic on a canvas as long as there is any. It runs only while something flows and the page is visible, and paths are
 * measured again only when their shape changed.
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
  let isStill = false

  const frame = (now: number) => {
    request = 0
    const seconds = isStill ? 0 : Math.min(0.1, (now - before) / 1000)
    before = now
    if (now - coloursAt > colourEveryMs) {
      colours = readColours(canvas)
      coloursAt = now
    }
    if (context) paint(context, canvas, view, rows, tracks, seconds, colours)
    if (rows.size > 0) request = requestAnimationFrame(frame)
  }
  const wake = () => {
    if (request === 0) request = requestAnimationFrame(frame)
  }

  return {
    /** `still`: a moment that stands; the traffic stands with it. */
    show(flows: Map<string, Flow>, by: EngineName | null, still: boolean) {
      if (by !== engine) coloursAt = 0
      engine = by
      isStill = still
      canvas.dataset.engine = by ?? ''
      for (const id of rows.keys()) if (!flows.has(id)) rows.delete(id)
      for (const [id, flow] of flows) {
        const row = rows.get(id)
        if (row) {
          row.flow = flow
          if (still) row.gap = spacing(flow.rate)
        } else if (flow.rate > 0) rows.set(id, { flow, sent: sentBefore, gap: spacing(flow.rate) })
      }
      wake()
    },
    move(to: View) {
      view = to
      wake()
    },
    end() {
      cancelAnimationFrame(request)
      rows.clear()
    },
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
