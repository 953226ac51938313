import { expect, test } from 'vitest'
import type { Frame } from '../../app/run/frame.ts'
import { alignSeries, hasValues, lineOf } from './aligned-series.ts'

test('lines with different times share one axis; a missing point is not a gap', () => {
  expect(
    alignSeries([
      { times: [1, 2, 3], values: [10, null, 30] },
      { times: [0.5, 2], values: [5, 20] },
    ]),
  ).toEqual([
    [0.5, 1, 2, 3],
    [undefined, 10, null, 30],
    [5, undefined, 20, undefined],
  ])
  expect(alignSeries([])).toEqual([[]])
})

test('a line is a figure of every frame', () => {
  const frame = (time: number, p99: number | null): Frame => ({
    time,
    warmup: false,
    components: {},
    connections: {},
    journeys: { checkout: { throughput: 1, offered: 1, errorRate: 0, mean: 1, p50: 1, p95: 1, p99 } },
    faults: [],
  })
  const line = lineOf([frame(1, 40), frame(2, null)], (each) => each.journeys.checkout?.p99)
  expect(line).toEqual({ times: [1, 2], values: [40, null] })
  expect([hasValues(line), hasValues(lineOf([frame(1, 1)], (each) => each.journeys.other?.p99))]).toEqual([true, false])
})
