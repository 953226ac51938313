import { expect, test } from 'vitest'
import type { Capacity } from '../../app/analysis/answers.ts'
import { capacityWords } from './capacity-words.ts'

const latency = { metric: 'p99', below: '400ms' } as const
const throughput = { metric: 'throughput', above: 100 } as const

test.each<[string, Capacity, string]>([
  ['a limit', { objective: latency, met: 2.604, missed: 2.62, ratePerSecond: 312 }, 'is met up to 312/s (× 2.6)'],
  [
    'no limit',
    { objective: latency, met: 64, missed: null, ratePerSecond: 6400 },
    'is met at all traffic that was tried, up to 6.4k/s (× 64)',
  ],
  [
    'a limit with its interval',
    { objective: latency, met: 2.604, missed: 2.62, ratePerSecond: 312, surely: { met: 2.551, missed: 2.662 } },
    'is met up to 312/s (× 2.6; 95 %: × 2.55 to × 2.66)',
  ],
  [
    'what no run knows',
    { objective: latency, met: 2.604, missed: 2.62, ratePerSecond: 312, surely: { met: null, missed: null }, needed: 540 },
    'is not known yet, takes 9 min; the runs were too short for it, and kept it, perhaps by chance, up to 312/s (× 2.6)',
  ],
  ['never', { objective: latency, met: null, missed: 0.0156, ratePerSecond: null }, 'is missed however little traffic comes'],
  ['from some traffic on', { objective: throughput, met: 0.84, missed: 0.83, ratePerSecond: 101 }, 'is met from 101/s (× 0.84) on'],
  ['never enough', { objective: throughput, met: null, missed: 64, ratePerSecond: null }, 'is missed however much traffic comes'],
])('%s', (_, capacity, words) => {
  expect(capacityWords(capacity)).toBe(words)
})
