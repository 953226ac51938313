import type { Design, Position } from '../design/design.ts'
import { cardSize } from './card-size.ts'

const gap = 40
const rows = 6

/** Places for components that have none, in columns to the right of those that have one. */
export function placeMissing(design: Design, known: Record<string, Position>): Record<string, Position> {
  const missing = Object.keys(design.components).filter((id) => !known[id])
  const placed = Object.values(known)
  const left = placed.length === 0 ? 0 : Math.max(...placed.map(({ x }) => x)) + cardSize.width + gap
  const top = placed.length === 0 ? 0 : Math.min(...placed.map(({ y }) => y))
  return Object.fromEntries(
    missing.map((id, index) => [
      id,
      {
        x: left + Math.floor(index / rows) * (cardSize.width + gap),
        y: top + (index % rows) * (cardSize.height + gap),
      },
    ]),
  )
}
