import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, middleOf } from '../../../app/run/latency-buckets.ts'
import { Histogram } from './histogram.ts'

const latencies = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e5, noNaN: true })), { maxLength: 600 })
const shares = [0.5, 0.9, 0.99]

test('whether its values are few or many, added or recorded, it tells of them what they are in buckets', () => {
  fc.assert(
    fc.property(latencies, latencies, fc.boolean(), (first, second, askedBetween) => {
      const histogram = new Histogram()
      const other = new Histogram()
      for (const ms of first) histogram.record(ms)
      for (const ms of second) other.record(ms)
      if (askedBetween) histogram.inBuckets(1)
      histogram.add(other)
      other.clear()
      const all = [...first, ...second].sort((a, b) => a - b)
      expect([histogram.n, histogram.max, other.n, other.sum]).toEqual([all.length, all.at(-1) ?? 0, 0, -0])
      expect(histogram.sum).toBeCloseTo(
        all.reduce((sum, ms) => sum + ms, 0),
        6,
      )
      const expected = shares.map((share) =>
        all.length === 0 ? null : Math.min(middleOf(bucketOf(all[Math.ceil(all.length * share) - 1] as number)), all.at(-1) as number),
      )
      expect(histogram.quantiles(shares)).toEqual(expected)
      for (const width of [1, 16]) {
        const { from, counts } = histogram.inBuckets(width)
        const seen = new Map<number, number>()
        for (const ms of all) {
          const wide = Math.floor(bucketOf(ms) / width)
          seen.set(wide, (seen.get(wide) ?? 0) + 1)
        }
        expect(new Map([...counts.entries()].filter(([, n]) => n > 0).map(([i, n]) => [from + i, n]))).toEqual(
          new Map([...seen].sort(([a], [b]) => a - b)),
        )
      }
      expect(histogram.quantiles(shares)).toEqual(expected)
    }),
  )
})
