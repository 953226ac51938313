import type { Position } from '../../app/design/design.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { toEdgePath } from './edge-path.ts'

/** Diameter of the handles in the middle of a card's sides, where lines begin and end. */
export const handleSize = 12

/** The line of a connection from the places of its two cards, as it is drawn between their handles. */
export function lineBetweenCards(from: Position, to: Position): string {
  const [middle, reach] = [cardSize.height / 2, handleSize / 2]
  const source = { sourceX: from.x + cardSize.width + reach, sourceY: from.y + middle }
  return toEdgePath({ ...source, targetX: to.x - reach, targetY: to.y + middle }).path
}
