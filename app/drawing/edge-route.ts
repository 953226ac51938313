import type { Position } from '../design/design.ts'
import { cardSize } from './card-size.ts'

/** Room a curve needs between two columns to look like one. */
const least = 24
/** How far a line that leads back goes on before it turns, and how round its corners are. */
const offset = 18
/** Half of the usual gap between two rows of cards. */
const clearance = 10
const radius = 14

/** How long the arrow at the end of a line is, how far before the card it ends, and half of how wide it is. */
const arrow = { length: 7, gap: 2, half: 4.5 }

export interface EdgeRoute {
  /** As SVG has it. */
  path: string
  /** Where its label stands: the middle of the line. */
  label: Position
  /** Points beyond the cards that the line reaches out to, which a picture must hold. */
  reach: Position[]
}

/**
 * The way of a connection, on the canvas and in pictures: from the middle of one card's right side to the middle of another's left
 * side, before which its arrow ends; in a curve to the right, and around the cards to the left.
 */
export function routeConnection(from: Position, side: Position): EdgeRoute & { arrowPath: string } {
  const tip = { x: side.x - arrow.gap, y: side.y }
  return { ...routeLine(from, { x: tip.x - arrow.length, y: tip.y }), arrowPath: arrowAt(tip) }
}

/** The same between two cards, by their upper left corners. */
export function routeBetween(source: Position, target: Position): ReturnType<typeof routeConnection> {
  const middle = cardSize.height / 2
  return routeConnection({ x: source.x + cardSize.width, y: source.y + middle }, { x: target.x, y: target.y + middle })
}

function routeLine(from: Position, to: Position): EdgeRoute {
  if (to.x - from.x >= least) return { path: curve(from, to), label: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, reach: [] }
  const corners = around(from, to)
  const [, out, back] = corners
  return { path: rounded([from, ...corners, to]), label: { x: (out.x + back.x) / 2, y: out.y }, reach: corners }
}

/** The triangle at the end of a line, whose tip is there. */
function arrowAt({ x, y }: Position): string {
  const base = x - arrow.length - 1
  return `M${point({ x: base, y: y - arrow.half })}L${point({ x, y })}L${point({ x: base, y: y + arrow.half })}Z`
}

function curve(from: Position, to: Position): string {
  const half = (from.x + to.x) / 2
  return `M${point(from)}C${point({ x: half, y: from.y })} ${point({ x: half, y: to.y })} ${point(to)}`
}

/** Out to the right, back close to the target's card, on the side where it comes from, and in from the left. */
function around(from: Position, to: Position): [Position, Position, Position, Position] {
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
  return `${shown(x)} ${shown(y)}`
}

/** Hundredths of a pixel are more than anybody sees. */
function shown(value: number): string {
  return String(Math.round(value * 100) / 100)
}
