import { expect, test } from 'vitest'
import { cardSize } from '../../app/drawing/card-size.ts'
import { routeBetween } from '../../app/drawing/edge-route.ts'
import { toEdgePath } from './edge-path.ts'

const ends = { sourceX: 0, sourceY: 100, targetX: 309, targetY: 100 }

test('a label stands above a level line and on a rising one', () => {
  expect(toEdgePath(ends)).toMatchObject({ labelX: 150, labelY: 86 })
  expect(toEdgePath({ ...ends, targetY: 300 })).toMatchObject({ labelX: 150, labelY: 200 })
})

test('a line back goes around the cards and ends where it should', () => {
  const { path, arrowPath } = toEdgePath({ ...ends, targetX: -300, targetY: 300 })
  expect(path.startsWith('M0 100')).toBe(true)
  expect(path).toMatch(/-309 300$/)
  expect(path).not.toContain('C')
  expect(arrowPath).toContain('L-302 300')
})

test.each([
  [400, 0],
  [400, 250],
  [0, 250],
  [-400, -120],
])('the line to a card at %i, %i is that of a picture of the design', (x, y) => {
  const { path, arrowPath } = toEdgePath({
    sourceX: cardSize.width,
    sourceY: cardSize.height / 2,
    targetX: x,
    targetY: y + cardSize.height / 2,
  })
  expect(routeBetween({ x: 0, y: 0 }, { x, y })).toMatchObject({ path, arrowPath })
})
