import { describe, expect, test } from 'vitest'
import { rangeProblem, sweepValues, usualRange } from './sweep-values.ts'

describe('the usual range', () => {
  test.each([
    ['of the traffic', 'traffic.scale', 'number', 1, 0.25, 3],
    ['of a count', 'components.orders.replicas', 'count', 3, 1, 6],
    ['of a count of none', 'connections.a->b.retries.attempts', 'count', 0, 0, 4],
    ['of a duration', 'components.orders.work.time', 'duration', 8, 2, 32],
    ['of a share stays one', 'components.orders.failureRate', 'number', 0.5, 0.125, 1],
    ['of nothing', 'connections.a->b.latency', 'duration', 0, 0, 100],
  ] as const)('%s', (_, path, kind, value, from, to) => {
    const range = usualRange({ path, kind, value })
    expect(range).toMatchObject({ from, to })
    expect(rangeProblem(range)).toBeUndefined()
  })
})

test('values go evenly from end to end', () => {
  expect(sweepValues('duration', { from: 1, to: 3, steps: 5 })).toEqual([1, 1.5, 2, 2.5, 3])
})

test('counts are whole and come once', () => {
  expect(sweepValues('count', { from: 1, to: 4, steps: 12 })).toEqual([1, 2, 3, 4])
})

test.each([
  [{ from: Number.NaN, to: 1, steps: 2 }, 'a number at both ends'],
  [{ from: -1, to: 1, steps: 2 }, 'below zero'],
  [{ from: 2, to: 2, steps: 2 }, 'above the lower'],
  [{ from: 1, to: 2, steps: 1 }, 'from 2 to 60 steps'],
  [{ from: 1, to: 2, steps: 2.5 }, 'from 2 to 60 steps'],
])('%o is refused', (range, words) => {
  expect(rangeProblem(range)).toContain(words)
})
