import { expect, test } from 'vitest'
import { roundTicks, unbroken } from './chart-scale.ts'

test.each([
  [0, 100, 4, [0, 50, 100]],
  [0.25, 3, 6, [0.5, 1, 1.5, 2, 2.5, 3]],
  [1, 4, 4, [1, 2, 3, 4]],
  [7, 7, 4, [7]],
])('ticks from %d to %d', (from, to, about, ticks) => {
  expect(roundTicks(from, to, about)).toEqual(ticks)
})

test('a line breaks where it has no value', () => {
  expect(unbroken([null, 1, 2, null, 3, null])).toEqual([[1, 2], [4]])
  expect(unbroken([])).toEqual([])
})
