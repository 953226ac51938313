import { describe, expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { resultOf } from '../fixtures/behind-traffic.ts'

const open = { concurrency: 100_000 }

/** `shop` asks a cache before its database: beside it, or through it. */
function toDesign(rate: number, cache: object, faults: Fault[] = [], lookups = 1, calls = 1, fetch = '20ms'): Design {
  const components: Record<string, object> = {
    t: { kind: 'traffic', rate },
    shop: { kind: 'service', ...open, work: { time: '0ms' } },
    cache: { kind: 'redis', work: { time: '1ms', distribution: 'constant' }, cache },
    db: { kind: 'postgres', connections: 10_000, work: { time: fetch } },
  }
  const connections: object[] = [
    { from: 't', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'cache', protocol: 'redis', calls: lookups },
    { from: 'shop', to: 'db', protocol: 'postgres', onMiss: 'cache', calls },
  ]
  return {
    microcosm: 1,
    components: components as Record<string, Component>,
    connections: connections as Connection[],
    scenarios: { run: { duration: '100s', warmup: '0s', faults } },
  }
}

describe('cache-aside', () => {
  test('the database gets the misses, and the mean is that of the cache and a share of the database', () => {
    const result = resultOf(toDesign(100, { hitRatio: 0.9 }), 1000)
    expect(result.components.db?.throughput).toBeCloseTo(10, 0)
    // The one worker of the cache waits as M/D/1 at a load of 0.1.
    expect((result.journeys.default?.latency.mean ?? 0) / (1 + 0.1 / (2 * 0.9) + 0.1 * 20)).toBeCloseTo(1, 1.5)
    expect(result.components.cache?.hitRatio).toBeCloseTo(0.9, 2)
    expect(result.components.cache?.errorRate).toBe(0)
  })

  test('each of several lookups that missed is fetched, so many times', () => {
    const result = resultOf(toDesign(50, { hitRatio: 0.5 }, [], 3, 2), 400)
    expect((result.components.db?.throughput ?? 0) / (50 * 3 * 0.5 * 2)).toBeCloseTo(1, 1.5)
  })

  test('a journey that asks no cache calls the database as drawn', () => {
    const design = toDesign(100, { hitRatio: 1 })
    design.components.t = { kind: 'traffic', rate: 100, journeys: { read: 0.9, write: 0.1 } }
    design.connections = design.connections?.map((c) => (c.to === 'cache' ? { ...c, calls: { read: 1 } } : c)) ?? []
    const { components, connections } = resultOf(design, 200)
    expect((components.db?.throughput ?? 0) / 10).toBeCloseTo(1, 0.8)
    expect((connections['shop->cache']?.throughput ?? 0) / 90).toBeCloseTo(1, 1)
  })

  test('a request goes on without a cache that is down, to the database', () => {
    const result = resultOf(toDesign(50, { hitRatio: 1 }, [{ at: '20s', for: '20s', kind: 'kill', target: 'cache' }]), 60)
    expect(result.journeys.default?.errorRate).toBe(0)
    const load = result.series.components.db?.throughput ?? []
    expect(load[10]).toBe(0)
    expect(load[30]).toBeGreaterThan(30)
    expect(load[50]).toBe(0)
    expect(result.series.components.cache?.hitRatio?.[30]).toBeNull()
  })

  test('keys that are asked for now and then are found as long as they live', () => {
    // One key at 10 requests/s that lives for half a second: lambda T / (1 + lambda T).
    const result = resultOf(toDesign(10, { keys: 1, ttl: '500ms' }, [], 1, 1, '0ms'), 10_000)
    expect((result.components.cache?.hitRatio ?? 0) / (5 / 6)).toBeCloseTo(1, 2)
  })

  test('five keys of Zipf popularity, two of them held: the least recently used one leaves', () => {
    // King (1971).
    const result = resultOf(toDesign(100, { keys: 5, zipf: 1, capacity: 2 }, [], 1, 1, '0ms'), 1000)
    expect((result.components.cache?.hitRatio ?? 0) / 0.5188845638).toBeCloseTo(1, 1.5)
  })
})

describe('a cold cache', () => {
  /** In the frame that ends at this second. */
  const during = ({ series }: ReturnType<typeof resultOf>, second: number) =>
    series.components.cache?.hitRatio?.[series.time.findIndex((time) => time >= second)] ?? 0

  test('warms up from nothing, at the start and after a restart', () => {
    const faults: Fault[] = [{ at: '100s', kind: 'restart', target: 'cache' }]
    const result = resultOf(toDesign(300, { hitRatio: 0.8, coldFor: '20s' }, faults), 200)
    // Each frame is a second or two long, and its mean is about that of its middle.
    for (const [second, since] of [
      [1, 0.5],
      [20, 19.5],
      [80, 79.5],
      [110, 8.5],
      [190, 88.5],
    ] as const) {
      expect(Math.abs(during(result, second) - 0.8 * (1 - Math.exp(-since / 20)))).toBeLessThan(0.08)
    }
  })

  test('of keys is empty again after a kill', () => {
    const faults: Fault[] = [{ at: '50s', for: '1s', kind: 'kill', target: 'cache' }]
    const result = resultOf(toDesign(1000, { keys: 20_000, zipf: 0 }, faults), 100)
    expect(during(result, 49)).toBeGreaterThan(0.85)
    expect(during(result, 52)).toBeLessThan(0.15)
  })
})

test('a cache with connections of its own calls them on a miss only', () => {
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 200 },
      edge: { kind: 'nginx', cache: { hitRatio: 0.75 } },
      shop: { kind: 'service', ...open },
    },
    connections: [
      { from: 't', to: 'edge', protocol: 'http' },
      { from: 'edge', to: 'shop', protocol: 'http' },
    ],
    scenarios: { run: { duration: '200s' } },
  }
  const result = resultOf(design)
  expect((result.components.shop?.throughput ?? 0) / 50).toBeCloseTo(1, 1)
  expect(result.components.edge?.hitRatio).toBeCloseTo(0.75, 1.5)
  expect(result.journeys.default?.errorRate).toBe(0)
})
