import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { particlesAt, spacing, speed } from './particle-flow.ts'

test('nothing flows where there is no traffic', () => {
  expect(particlesAt(200, 500, spacing(0), 0)).toEqual([])
  expect(particlesAt(0, 500, spacing(100), 0)).toEqual([])
})

test('more traffic means more points, a slower answer means slower ones', () => {
  const points = [1, 10, 100, 1000].map((rate) => particlesAt(400, 10_000, spacing(rate), 0).length)
  expect(points).toEqual([...points].sort((a, b) => a - b))
  expect(new Set(points).size).toBe(4)
  expect(speed(5)).toBeGreaterThan(speed(500))
})

test('points are on the path, evenly spaced, at most one per 10 pixels', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 3000 }), (rate, length) => {
      const points = particlesAt(length, 20_000.3, spacing(rate), 0)
      for (const [index, point] of points.entries()) {
        expect(point.distance).toBeGreaterThanOrEqual(0)
        expect(point.distance).toBeLessThanOrEqual(length)
        const next = points[index + 1]
        if (next) expect(next.distance - point.distance).toBeCloseTo(spacing(rate), 5)
      }
      expect(points.length).toBeLessThanOrEqual(length / 10 + 1)
    }),
  )
})

test('failed points are as many as the error rate says, and stay failed on their way', () => {
  const points = particlesAt(13 * 400, 400, 13, 0.25)
  expect(points.filter((point) => point.failed).length / points.length).toBeCloseTo(0.25, 1)
  const before = particlesAt(500, 100.5, 13, 0.25).map((point) => point.failed)
  const after = particlesAt(500, 101.5, 13, 0.25).map((point) => point.failed)
  expect(after.slice(1, before.length)).toEqual(before.slice(0, after.length - 1))
})

test('of many points only every so many-th is drawn, at places where one was, and as many of them have failed', () => {
  const all = particlesAt(4000, 1000.3, 10, 0.25)
  const few = particlesAt(4000, 1000.3, 10, 0.25, 4)
  expect(few.length).toBeCloseTo(all.length / 4, -1)
  const places = new Set(all.map(({ distance }) => distance.toFixed(6)))
  for (const { distance } of few) expect(places.has(distance.toFixed(6))).toBe(true)
  expect(few.filter(({ failed }) => failed).length / few.length).toBeCloseTo(0.25, 1)
})
