import { expect, test } from 'vitest'
import { cardSize } from '../../app/drawing/card-size.ts'
import { handleSize, lineBetweenCards } from './edge-line.ts'
import { toEdgePath } from './edge-path.ts'

test('the line between two cards is the one that is drawn between their handles', () => {
  const middle = cardSize.height / 2
  const ends = { sourceX: cardSize.width + handleSize / 2, sourceY: middle, targetX: 600 - handleSize / 2, targetY: 80 + middle }
  expect(lineBetweenCards({ x: 0, y: 0 }, { x: 600, y: 80 })).toBe(toEdgePath(ends).path)
})
