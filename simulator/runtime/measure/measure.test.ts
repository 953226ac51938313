import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { WorkTime } from '../../../app/catalogue/component.ts'
import { Histogram } from './histogram.ts'
import { Level } from './level.ts'
import { createRandom } from './random.ts'
import { createWaiter } from './waiter.ts'
import { sampleWork } from './work-sampler.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('histogram', () => {
  test('any quantile is off by less than 0.8 %, mean and maximum are exact', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const histogram = new Histogram()
          for (const value of values) histogram.record(value)
          const sorted = [...values].sort((a, b) => a - b)
          const exact = sorted[Math.max(1, Math.ceil(q * values.length)) - 1] ?? 0
          // Values are kept in whole microseconds.
          expect(Math.abs((histogram.quantile(q) ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.008 + 0.001)
          expect(histogram.max()).toBe(sorted.at(-1))
          expect(histogram.mean()).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 6)
        },
      ),
    )
  })

  test('deltas of many replicas add up to what one would have counted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.double({ min: 0, max: 5000, noNaN: true }))), (values) => {
        const whole = new Histogram()
        const parts = [0, 1, 2, 3].map(() => new Histogram())
        const merged = new Histogram()
        for (const [part, value] of values) {
          whole.record(value)
          parts[part]?.record(value)
        }
        for (const part of parts) merged.add(JSON.parse(JSON.stringify(part.take())))
        expect(merged.count).toBe(whole.count)
        for (const q of [0.5, 0.9, 0.99, 1]) expect(merged.quantile(q)).toBe(whole.quantile(q))
        expect(parts.map((part) => part.count)).toEqual([0, 0, 0, 0])
      }),
    )
  })
})

test('a level gives its area, its peak and what is left', () => {
  let now = 0
  const level = new Level(() => now)
  level.change(2)
  now = 10
  level.change(1)
  now = 20
  level.change(-3)
  now = 100
  expect(level.take()).toEqual({ area: 50, max: 3, now: 0 })
  now = 110
  expect(level.take()).toEqual({ area: 0, max: 0, now: 0 })
})

describe('work times', () => {
  const works: WorkTime[] = [
    { meanMs: 4, distribution: 'constant', cv: 1, samplesMs: [] },
    { meanMs: 4, distribution: 'exponential', cv: 1, samplesMs: [] },
    { meanMs: 4, distribution: 'uniform', cv: 1, samplesMs: [] },
    { meanMs: 4, distribution: 'lognormal', cv: 1.5, samplesMs: [] },
    { meanMs: 4, distribution: 'gamma', cv: 0.5, samplesMs: [] },
    { meanMs: 4, distribution: 'gamma', cv: 2, samplesMs: [] },
    { meanMs: 4, distribution: 'empirical', cv: 1, samplesMs: [2, 4, 6] },
  ]
  const variation = { constant: 0, exponential: 1, uniform: 1 / Math.sqrt(3), empirical: Math.sqrt(8 / 3) / 4 }
  test.each(works)('$distribution (cv $cv) has its mean and its variation', (work) => {
    const random = createRandom(7)
    const values = Array.from({ length: 100_000 }, () => sampleWork(work, random))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const cv = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean
    expect(Math.abs(mean - 4)).toBeLessThan(0.12)
    expect(Math.abs(cv - (work.distribution in variation ? variation[work.distribution as keyof typeof variation] : work.cv))).toBeLessThan(
      0.15,
    )
  })
})

test('waits are right on average although timers are coarse and late', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] })
  const random = createRandom(7)
  const onTime = setTimeout
  vi.stubGlobal('setTimeout', (done: () => void, delayMs: number) => onTime(done, delayMs + 1.5 * random()))
  const wait = createWaiter()
  let left = 1000
  const next = () => {
    left -= 1
    if (left > 0) wait(2.5, next)
  }
  const begun = performance.now()
  wait(2.5, next)
  vi.runAllTimers()
  const mean = (performance.now() - begun) / 1000
  expect(left).toBe(0)
  expect(mean).toBeGreaterThan(2.45)
  expect(mean).toBeLessThan(2.55)
})
