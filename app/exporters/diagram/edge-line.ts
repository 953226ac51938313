import type { Position } from '../../design/design.ts'
import { cardSize } from '../../drawing/card-size.ts'
import { toNumber } from './xml.ts'

/** Room a curve needs between two columns to look like one, as on the canvas. */
const least = 24
/** How far a line that leads back goes on before it turns, and how round its corners are. */
const offset = 18
/** Half of the usual gap between two rows of cards. */
const clearance = 10
const radius = 14
const arrow = 7

export interface Line {
  path: string
  /** The triangle at its end. */
  arrowPath: string
  /** Points that the line reaches out to, which the picture must hold. */
  reach: Position[]
}

/** From the middle of one card's right side to the middle of another's left: a curve to the right, a way around to the left. */
export function toLine(source: Position, target: Position): Line {
  const middle = cardSize.height / 2
  const from = { x: source.x + cardSize.width, y: source.y + middle }
  const end = { x: target.x - 2, y: target.y + middle }
  const to = { x: end.x - arrow, y: end.y }
  const arrowPath = `M${toNumber(to.x - 1)} ${toNumber(end.y - 4.5)}L${toNumber(end.x)} ${toNumber(end.y)}L${toNumber(to.x - 1)} ${toNumber(end.y + 4.5)}Z`
  if (target.x - from.x >= least) return { path: curve(from, to), arrowPath, reach: [] }
  const corners = around(from, to)
  return { path: rounded([from, ...corners, to]), arrowPath, reach: corners }
}

function curve(from: Position, to: Position): string {
  const half = (from.x + to.x) / 2
  return `M${point(from)}C${toNumber(half)} ${toNumber(from.y)} ${toNumber(half)} ${toNumber(to.y)} ${point(to)}`
}

/** Out to the right, back close to the target's card, on the side where it comes from, and in from the left. */
function around(from: Position, to: Position): Position[] {
  const right = from.x + offset
  const left = to.x - offset
  const half = cardSize.height / 2 + clearance
  const comesFromAbove = to.y - from.y > cardSize.height
  const between = comesFromAbove ? to.y - half : Math.max(to.y, Math.abs(to.y - from.y) > cardSize.height ? to.y : from.y) + half
  return [
    { x: right, y: from.y },
    { x: right, y: between },
    { x: left, y: between },
    { x: left, y: to.y },
  ]
}

/** Straight lines along the points, with each corner rounded as far as its sides are long. */
function rounded(points: Position[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const parts = rest.map((corner, index) => {
    const before = points[index]
    const after = rest[index + 1]
    if (!before || !after) return `L${point(corner)}`
    const bend = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    return `L${point(towards(corner, before, bend))}Q${point(corner)} ${point(towards(corner, after, bend))}`
  })
  return `M${point(first)}${parts.join('')}`
}

function towards(from: Position, to: Position, by: number): Position {
  const whole = distance(from, to) || 1
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole }
}

function distance(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function point({ x, y }: Position): string {
  return `${toNumber(x)} ${toNumber(y)}`
}
