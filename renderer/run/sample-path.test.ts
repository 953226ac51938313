import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { samplePath } from './sample-path.ts'

test('points on a straight line are a step apart, and the last is its end', () => {
  expect([...samplePath('M0 0L10 0', 4)]).toEqual([0, 0, 4, 0, 8, 0, 10, 0])
  expect([...samplePath('M0,0L 3,0L 3,4', 5)]).toEqual([0, 0, 3, 2, 3, 4])
})

test('a curve begins and ends where it should and keeps between its control points', () => {
  const coordinate = fc.integer({ min: -2000, max: 2000 })
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 8, maxLength: 8 }), (given) => {
      const [x1, y1, x2, y2, x3, y3, x4, y4] = given
      const points = samplePath(`M${x1} ${y1}C${x2} ${y2} ${x3} ${y3} ${x4} ${y4}`, 3)
      expect([points[0], points[1], points.at(-2), points.at(-1)]).toEqual([x1, y1, x4, y4])
      const xs = points.filter((_, index) => index % 2 === 0)
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(Math.min(...given.filter((_, index) => index % 2 === 0)) - 0.01)
    }),
  )
})

test('what is no path has no points', () => {
  expect(samplePath('', 3)).toHaveLength(0)
})
