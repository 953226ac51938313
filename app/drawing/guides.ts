import type { Position } from '../design/design.ts'
import { cardSize } from './card-size.ts'

/** A line through the middles of cards that stand in one row or column, with the free distance between each two of them. */
export interface Guide {
  axis: 'row' | 'column'
  /** Where the line stands, across its direction. */
  at: number
  from: number
  to: number
  gaps: { at: number; size: number }[]
}

/** Cards this near to another's row or column, pixels of the design, come to stand in it. */
const pull = 8

/** How far the dragged cards are to be moved so that one of them stands in the row or column of one that is not dragged. */
export function pullToOthers(moving: Record<string, Position>, others: Record<string, Position>): Position {
  return { x: nearestOffset(moving, others, 'x'), y: nearestOffset(moving, others, 'y') }
}

function nearestOffset(moving: Record<string, Position>, others: Record<string, Position>, key: 'x' | 'y'): number {
  const offsets = Object.values(moving).flatMap((at) => Object.values(others).map((other) => other[key] - at[key]))
  const near = offsets.filter((offset) => Math.abs(offset) <= pull).sort((a, b) => Math.abs(a) - Math.abs(b))
  return near[0] ?? 0
}

/** The rows and columns in which the dragged cards stand together with others. */
export function toGuides(moving: Record<string, Position>, others: Record<string, Position>): Guide[] {
  const rows = [...new Set(Object.values(moving).map(({ y }) => y))]
  const columns = [...new Set(Object.values(moving).map(({ x }) => x))]
  return [
    ...rows.flatMap((y) => guide('row', y, pick(moving, 'y', y), pick(others, 'y', y))),
    ...columns.flatMap((x) => guide('column', x, pick(moving, 'x', x), pick(others, 'x', x))),
  ]
}

function guide(axis: Guide['axis'], at: number, moving: Position[], others: Position[]): Guide[] {
  if (others.length === 0) return []
  const [key, size, across] =
    axis === 'row' ? (['x', cardSize.width, cardSize.height] as const) : (['y', cardSize.height, cardSize.width] as const)
  const starts = [...moving, ...others].map((position) => position[key]).sort((a, b) => a - b)
  const gaps = starts.slice(1).flatMap((start, index) => {
    const end = (starts[index] ?? 0) + size
    return start > end ? [{ at: (start + end) / 2, size: start - end }] : []
  })
  return [{ axis, at: at + across / 2, from: starts[0] ?? 0, to: (starts.at(-1) ?? 0) + size, gaps }]
}

function pick(positions: Record<string, Position>, key: 'x' | 'y', value: number): Position[] {
  return Object.values(positions).filter((at) => at[key] === value)
}
