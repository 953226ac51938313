import { expect, test } from 'vitest'
import { createRandom } from '../measure/random.ts'
import { arrivalTimes } from './arrivals.ts'

function until(end: number, times: Iterable<number>): number[] {
  const seen: number[] = []
  for (const time of times) {
    if (time > end) break
    seen.push(time)
  }
  return seen
}

test('constant arrivals are even', () => {
  const times = until(1, arrivalTimes({ ratePerSecond: 10, arrivals: 'constant', batch: 1 }, [], createRandom(1)))
  expect(times).toHaveLength(10)
  for (const [index, time] of times.entries()) expect(time).toBeCloseTo((index + 1) / 10, 9)
})

test('a ramp brings as many as the area under it', () => {
  const points = [
    { at: 0, scale: 0, over: 0 },
    { at: 0, scale: 2, over: 10 },
  ]
  // Half of 10 s x 2 x 50/s while it grows, then 100 each second.
  expect(
    Math.abs(until(12, arrivalTimes({ ratePerSecond: 50, arrivals: 'constant', batch: 1 }, points, createRandom(1))).length - 700),
  ).toBeLessThanOrEqual(2)
})

test('traffic that is turned off for good ends', () => {
  const points = [{ at: 2, scale: 0, over: 0 }]
  const times = [...arrivalTimes({ ratePerSecond: 100, arrivals: 'poisson', batch: 1 }, points, createRandom(3))]
  expect(times.at(-1) ?? 3).toBeLessThanOrEqual(2)
  expect(Math.abs(times.length - 200)).toBeLessThan(60)
})

test('Poisson arrivals have the rate and the variation they should', () => {
  const times = until(1000, arrivalTimes({ ratePerSecond: 20, arrivals: 'poisson', batch: 1 }, [], createRandom(5)))
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const cv = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length) / mean
  expect(Math.abs(mean - 0.05)).toBeLessThan(0.0015)
  expect(Math.abs(cv - 1)).toBeLessThan(0.03)
})

test('a batch comes at once, and so many times more seldom', () => {
  const times = until(1, arrivalTimes({ ratePerSecond: 20, arrivals: 'constant', batch: 5 }, [], createRandom(1)))
  expect(times).toHaveLength(20)
  expect(new Set(times).size).toBe(4)
})

test('bursts keep the mean rate, with silence between them', () => {
  const burst = { onMs: 100, offMs: 300, quiet: 0 }
  const times = until(400, arrivalTimes({ ratePerSecond: 100, arrivals: 'poisson', batch: 1, burst }, [], createRandom(2)))
  expect(times.length / 40_000).toBeCloseTo(1, 1)
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
  // Four times the rate while busy, and some thousand silences of 0.3 s on average.
  expect(gaps.filter((gap) => gap < 0.01).length / gaps.length).toBeGreaterThan(0.9)
  expect(gaps.filter((gap) => gap > 0.3).length).toBeGreaterThan(200)
})
