import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { particlesAt, spacing, speed } from './particle-flow.ts'

const flow = { rate: 100, errorRate: 0, latencyMs: 20 }

test('nothing flows where there is no traffic', () => {
  expect(particlesAt(200, 5000, { ...flow, rate: 0 })).toEqual([])
  expect(particlesAt(0, 5000, flow)).toEqual([])
})

test('more traffic means more points, a slower answer means slower ones', () => {
  const points = [1, 10, 100, 1000].map((rate) => particlesAt(400, 10_000, { ...flow, rate }).length)
  expect(points).toEqual([...points].sort((a, b) => a - b))
  expect(new Set(points).size).toBe(4)
  expect(speed(5)).toBeGreaterThan(speed(500))
})

test('points are on the path, evenly spaced, at most one per 13 pixels', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 3000 }), (rate, length) => {
      const points = particlesAt(length, 20_000, { ...flow, rate })
      for (const [index, point] of points.entries()) {
        expect(point.distance).toBeGreaterThanOrEqual(0)
        expect(point.distance).toBeLessThanOrEqual(length)
        const next = points[index + 1]
        if (next) expect(next.distance - point.distance).toBeCloseTo(spacing(rate), 5)
      }
      expect(points.length).toBeLessThanOrEqual(length / 13 + 1)
    }),
  )
})

test('failed points are as many as the error rate says, and stay failed on their way', () => {
  const failing = { ...flow, rate: 10_000, errorRate: 0.25 }
  const points = particlesAt(13 * 400, 13 * 400, failing)
  expect(points.filter((point) => point.failed).length / points.length).toBeCloseTo(0.25, 1)
  const before = particlesAt(500, 1000, failing).map((point) => point.failed)
  const after = particlesAt(500, 1000 + spacing(failing.rate), failing).map((point) => point.failed)
  expect(after.slice(1, before.length)).toEqual(before.slice(0, after.length - 1))
})
