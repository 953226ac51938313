import { expect, test } from 'vitest'
import type { Frame } from '../../app/run/frame.ts'
import { failingSpans } from './failing-spans.ts'

const frame = (time: number, errorRate: number): Frame => ({
  time,
  warmup: false,
  components: {},
  connections: {},
  journeys: { order: { throughput: 1, offered: 1, errorRate, mean: null, p50: null, p95: null, p99: null } },
  faults: [],
})

test.each([
  { what: 'nothing fails', rates: [0, 0, 0.1, 0], spans: [] },
  { what: 'a span from the end of the last good frame', rates: [0, 1, 0.6, 0], spans: [{ from: 1, to: 3 }] },
  { what: 'one lucky frame between', rates: [1, 0, 1], spans: [{ from: 0, to: 3 }] },
  {
    what: 'two spans apart',
    rates: [1, 0, 0, 0, 1],
    spans: [
      { from: 0, to: 1 },
      { from: 4, to: 5 },
    ],
  },
])('$what', ({ rates, spans }) => {
  expect(
    failingSpans(
      rates.map((rate, index) => frame(index + 1, rate)),
      'order',
    ),
  ).toEqual(spans)
})

test('a journey nobody takes does not fail', () => {
  expect(failingSpans([frame(1, 1)], 'browse')).toEqual([])
})
