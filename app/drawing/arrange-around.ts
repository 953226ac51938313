import type { Position } from '../design/design.ts'
import { cardSize, gridSize } from './card-size.ts'

/** The free distance that a card keeps from a pinned one. */
const gap = 24

/**
 * An arrangement in which the pinned cards stand where they are: the whole of it is moved to where these are on the average, and a card
 * that would lie on another one goes down to where there is room.
 */
export function arrangeAround(arranged: Record<string, Position>, pinned: Record<string, Position>): Record<string, Position> {
  const kept = Object.keys(arranged).filter((id) => pinned[id])
  if (kept.length === 0) return arranged
  const by = (axis: 'x' | 'y') =>
    toGrid(kept.reduce((sum, id) => sum + (pinned[id]?.[axis] ?? 0) - (arranged[id]?.[axis] ?? 0), 0) / kept.length)
  const [dx, dy] = [by('x'), by('y')]
  const placed = Object.fromEntries(kept.map((id) => [id, pinned[id] as Position]))
  // From the top on, so that what gives way meets only what stands already.
  const others = Object.entries(arranged)
    .filter(([id]) => !pinned[id])
    .sort(([, a], [, b]) => a.y - b.y)
  for (const [id, { x, y }] of others) placed[id] = freePlace({ x: x + dx, y: y + dy }, Object.values(placed))
  return placed
}

function freePlace(wanted: Position, taken: Position[]): Position {
  const inColumn = taken.filter(({ x }) => Math.abs(x - wanted.x) < cardSize.width + gap)
  let { y } = wanted
  let hit = inColumn.find((other) => isOver(other.y, y))
  while (hit) {
    y = Math.ceil((hit.y + cardSize.height + gap) / gridSize) * gridSize
    hit = inColumn.find((other) => isOver(other.y, y))
  }
  return { x: wanted.x, y }
}

function isOver(other: number, y: number): boolean {
  return Math.abs(other - y) < cardSize.height + gap
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
