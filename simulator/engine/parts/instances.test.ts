import { describe, expect, test } from 'vitest'
import type { Component, Design, Scenario } from '../../../app/design/design.ts'
import { resultOf } from '../fixtures/behind-traffic.ts'

function run(rate: number, fields: object, scenario: Partial<Scenario> = {}, arrivals = 'poisson') {
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate, arrivals },
      f: { kind: 'function', work: { time: '1ms' }, ...fields } as Component,
    },
    connections: [{ from: 't', to: 'f', protocol: 'http' }],
    scenarios: { run: { duration: '100s', ...scenario } },
  }
  return resultOf(design)
}

test('one instance that starts anew after every idle spell is M/G/1 with a set-up', () => {
  // Welch (1964): Pollaczek-Khinchine, and (2 E[D] + lambda E[D^2]) / (2 (1 + lambda E[D])).
  const one = { maxInstances: 1, queueLimit: 10_000_000, keepWarm: '0s' }
  const scenario = { duration: '1000s', warmup: '100s' }
  for (const [coldStart, first, second] of [
    ['20ms', 20, 400],
    [{ time: '20ms', distribution: 'exponential' }, 20, 800],
  ] as const) {
    const expected = 1 / (1 - 0.5) + (2 * first + 0.5 * second) / (2 * (1 + 0.5 * first))
    const { latency, coldStarts = 0 } = run(500, { ...one, coldStart }, scenario).components.f ?? {}
    expect((latency?.mean ?? 0) / expected).toBeCloseTo(1, 1.3)
    // A cycle is an idle gap of 1 / lambda and a busy time of (E[D] + E[S]) / (1 - rho), which make (1 / lambda + E[D]) / (1 - rho).
    expect(coldStarts / ((1 - 0.5) / (0.002 + 0.02))).toBeCloseTo(1, 1.3)
  }
})

test('instances are as many as are needed at once, and stay warm', () => {
  const { components, series } = run(100, { work: { time: '100ms', distribution: 'constant' }, coldStart: '0ms' }, {}, 'constant')
  expect(components.f?.replicas.max).toBe(10)
  expect(components.f?.errorRate).toBe(0)
  expect(series.components.f?.replicas?.at(-1)).toBe(10)
  expect((components.f?.coldStarts ?? 0) * 100).toBeCloseTo(10, 9)
})

test('idle instances go when their time is over', () => {
  const traffic = [
    { at: '0s', scale: 1 },
    { at: '20s', scale: 0 },
  ]
  const { series } = run(100, { work: { time: '100ms' }, keepWarm: '30s' }, { traffic })
  const instances = series.components.f?.replicas ?? []
  expect(instances[40]).toBeGreaterThan(9)
  expect(instances[52]).toBe(0)
})

describe('limits', () => {
  const slow = { work: { time: '1s', distribution: 'constant' }, coldStart: '0ms', maxInstances: 5 }

  test('beyond the most instances requests are refused at once', () => {
    const { components } = run(10, slow, { warmup: '10s' }, 'constant')
    expect(components.f?.errorRate).toBeCloseTo(0.5, 1)
    expect(components.f?.utilisation).toBeCloseTo(1, 1)
    expect(components.f?.replicas.max).toBe(5)
  })

  test('or wait where there is a queue', () => {
    const { components } = run(4.5, { ...slow, queueLimit: 100 }, { warmup: '10s' })
    expect(components.f?.errorRate).toBe(0)
    expect(components.f?.queue.max).toBeGreaterThan(0)
  })

  test('an instance that serves several at once needs fewer of its kind', () => {
    const { components } = run(10, { ...slow, concurrency: 4 }, { warmup: '10s' }, 'constant')
    expect(components.f?.errorRate).toBe(0)
    expect(components.f?.replicas.max).toBeLessThanOrEqual(3)
  })
})

test('provisioned instances need no start', () => {
  const { components } = run(5, { work: { time: '100ms', distribution: 'constant' }, coldStart: '2s', provisioned: 3 }, {}, 'constant')
  expect(components.f?.coldStarts).toBe(0)
  expect(components.f?.latency.max).toBeCloseTo(100, 6)
  expect(components.f?.replicas).toEqual({ mean: 3, max: 3 })
})

test('after a kill all start from cold', () => {
  const faults = [{ at: '50s', for: '1500ms', kind: 'kill' as const, target: 'f' }]
  const { series, components } = run(50, { work: { time: '20ms', distribution: 'constant' } }, { faults }, 'constant')
  expect(series.journeys.default?.errorRate?.[50]).toBe(1)
  expect(series.components.f?.replicas?.[50]).toBe(0)
  expect((components.f?.coldStarts ?? 0) * 100).toBeGreaterThan(20)
  expect(series.journeys.default?.mean?.[49]).toBeCloseTo(20, 6)
})
