import type { Position } from '../design/design.ts'
import { cardSize } from './card-size.ts'

/** What cards are lined up by: an edge or the middle; or put at equal distances across or down. */
export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]
export type Axis = 'across' | 'down'

/** All cards have one size, so that lining up edges and lining up middles differ only in what they go by. */
export function align(positions: Record<string, Position>, by: Alignment): Record<string, Position> {
  const all = Object.values(positions)
  const key = by === 'left' || by === 'centre' || by === 'right' ? 'x' : 'y'
  const values = all.map((at) => at[key])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const to = by === 'left' || by === 'top' ? least : by === 'right' || by === 'bottom' ? most : Math.round((least + most) / 2)
  return mapPositions(positions, (at) => ({ ...at, [key]: to }))
}

/**
 * Puts the cards at equal distances between the two outermost, in the order in which they stand. Where they would overlap, they
 * are moved apart from the first on.
 */
export function distribute(positions: Record<string, Position>, axis: Axis): Record<string, Position> {
  const key = axis === 'across' ? 'x' : 'y'
  const size = axis === 'across' ? cardSize.width : cardSize.height
  const ordered = Object.entries(positions).sort(([, a], [, b]) => a[key] - b[key])
  const [first, last] = [ordered[0]?.[1][key] ?? 0, ordered.at(-1)?.[1][key] ?? 0]
  const step = Math.max((last - first) / Math.max(1, ordered.length - 1), size + leastGap)
  return Object.fromEntries(ordered.map(([id, at], index) => [id, { ...at, [key]: Math.round(first + index * step) }]))
}

const leastGap = 16

function mapPositions(positions: Record<string, Position>, change: (at: Position) => Position): Record<string, Position> {
  return Object.fromEntries(Object.entries(positions).map(([id, at]) => [id, change(at)]))
}
