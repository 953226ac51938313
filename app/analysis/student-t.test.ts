import { expect, test } from 'vitest'
import { studentT95 } from './student-t.ts'

// The usual table, to its four digits.
test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [5, 2.5706],
  [9, 2.2622],
  [19, 2.093],
  [29, 2.0452],
  [99, 1.9842],
  [1000, 1.9623],
])('with %i degrees of freedom it is %d', (degrees, expected) => {
  expect(studentT95(degrees)).toBeCloseTo(expected, 3)
})
