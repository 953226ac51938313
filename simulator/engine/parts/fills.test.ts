import { describe, expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { resultOf } from '../fixtures/behind-traffic.ts'

/** One key that lives for 2 s and takes 100 ms to fetch: by the shop beside the cache, or by the cache itself. */
function toDesign(cache: object, { rate = 500, through = false, faults = [] as Fault[], fetch = {} } = {}): Design {
  const none = { time: '0ms', distribution: 'constant' }
  const components: Record<string, object> = {
    t: { kind: 'traffic', rate },
    shop: { kind: 'service', concurrency: 100_000, work: none },
    cache: { kind: 'redis', work: none, cache: { keys: 1, ttl: '2s', ...cache } },
    front: { kind: 'nginx', work: none, cache: { keys: 1, ttl: '2s', ...cache } },
    db: { kind: 'postgres', connections: 10_000, work: { time: '100ms', distribution: 'constant' } },
  }
  const beside = [
    { from: 't', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'cache', protocol: 'redis' },
    { from: 'shop', to: 'db', protocol: 'postgres', onMiss: 'cache', ...fetch },
  ]
  const behind = [
    { from: 't', to: 'front', protocol: 'http' },
    { from: 'front', to: 'db', protocol: 'http', ...fetch },
  ]
  const used = through ? ['t', 'front', 'db'] : ['t', 'shop', 'cache', 'db']
  return {
    microcosm: 1,
    components: Object.fromEntries(used.map((id) => [id, components[id]])) as Record<string, Component>,
    connections: (through ? behind : beside) as Connection[],
    scenarios: { run: { duration: '400s', warmup: '0s', faults } },
  }
}
const fetched = (design: Design) => resultOf(design).components.db?.throughput ?? Number.NaN
/** Fetches in a second: `misses` in every time to live, fetch, and gap to the next request. */
const cycles = (misses: number, rate = 500) => misses / (2 + 0.1 + 1 / rate)

describe.each([
  ['beside the cache', false],
  ['through the cache', true],
])('%s', (_, through) => {
  test('all requests that come while a key is fetched fetch it too', () => {
    expect(fetched(toDesign({}, { through })) / cycles(1 + 500 * 0.1)).toBeCloseTo(1, 1.7)
  })

  test('coalesced, one fetches it and the others wait for what is left of that', () => {
    const { components, journeys } = resultOf(toDesign({ coalesce: true }, { through }))
    expect((components.db?.throughput ?? 0) / cycles(1)).toBeCloseTo(1, 1.7)
    // In each cycle one waits 100 ms, and 50 wait half of that on average, out of 1051 requests.
    expect((journeys.default?.latency.mean ?? 0) / ((100 + 50 * 50) / (1 + 500 * 2.1))).toBeCloseTo(1, 1.2)
    expect(journeys.default?.errorRate).toBe(0)
  })

  test('stale, it is given to all but the one that fetches it anew', () => {
    const { components, journeys } = resultOf(toDesign({ staleFor: '10s' }, { through }))
    // Only the first fetch, of nothing stale, is a stampede.
    expect((components.db?.throughput ?? 0) / cycles(1)).toBeLessThan(1.4)
    expect(journeys.default?.latency.p99).toBeLessThan(1)
  })

  test('a fetch that fails is left to the next who waits', () => {
    const faults: Fault[] = [{ at: '100s', for: '50s', kind: 'errors', target: 'db', rate: 0.5 }]
    const { components, journeys } = resultOf(toDesign({ coalesce: true }, { through, faults }))
    expect((components.db?.throughput ?? 0) / cycles(1)).toBeLessThan(1.3)
    expect(journeys.default?.errorRate).toBeGreaterThan(0)
    expect(journeys.default?.errorRate).toBeLessThan(0.001)
    expect(journeys.default?.latency.max).toBeLessThan(1500)
  })
})

test('a key that takes longer to fetch than the lease of ten seconds is fetched by another meanwhile', () => {
  const slow: Fault[] = [{ at: '100s', for: '5s', kind: 'slow', target: 'db', factor: 300 }]
  const { journeys, series } = resultOf(toDesign({ coalesce: true }, { rate: 20, faults: slow }))
  expect(journeys.default?.errorRate).toBe(0)
  expect(series.journeys.default?.throughput?.slice(120, 130).every((rate) => (rate ?? 0) > 0)).toBe(true)
  // What was fetched after its lease is refused, and those who waited got the other's.
  expect(journeys.default?.latency.max).toBeCloseTo(30_000, -4)
})

test('whoever gave up does not hold up those who wait', () => {
  const faults: Fault[] = [{ at: '100s', for: '20s', kind: 'kill', target: 'db' }]
  const { series } = resultOf(toDesign({ coalesce: true }, { faults, fetch: { timeout: '1s' } }))
  const errors = series.journeys.default?.errorRate ?? []
  expect(errors[115]).toBe(1)
  expect(errors[125]).toBe(0)
})
