import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../design/design.ts'
import { offeredLoad } from './capacity.ts'
import { expectedHitRatio } from './hit-ratio.ts'

const loadOf = (components: Record<string, object>, connections: object[], rate = 100) =>
  offeredLoad({
    microcosm: 1,
    components: { users: { kind: 'traffic', rate }, ...(components as Record<string, Component>) },
    connections: connections as Connection[],
  } satisfies Design)

test('what a cache answers does not reach what lies behind it', () => {
  const beside = loadOf({ shop: { kind: 'service' }, cache: { kind: 'redis', cache: { hitRatio: 0.9 } }, db: { kind: 'postgres' } }, [
    { from: 'users', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'cache', protocol: 'redis', calls: 2 },
    { from: 'shop', to: 'db', protocol: 'postgres', onMiss: 'cache', calls: 3 },
  ])
  expect(beside.components.cache?.visitsPerSecond).toBeCloseTo(200, 9)
  expect(beside.components.db?.visitsPerSecond).toBeCloseTo(100 * 2 * 0.1 * 3, 9)
  const before = loadOf({ edge: { kind: 'nginx', cache: { hitRatio: 0.75 } }, shop: { kind: 'service' } }, [
    { from: 'users', to: 'edge', protocol: 'http' },
    { from: 'edge', to: 'shop', protocol: 'http' },
  ])
  expect(before.components.shop?.visitsPerSecond).toBeCloseTo(25, 9)
})

test('the peak of traffic with points of its own is not that of the rest', () => {
  const design: Design = {
    microcosm: 1,
    components: {
      shoppers: { kind: 'traffic', rate: 80 },
      searchers: { kind: 'traffic', rate: 30 },
      shop: { kind: 'service', replicas: 8 },
      search: { kind: 'service', replicas: 8 },
    },
    connections: [
      { from: 'shoppers', to: 'shop', protocol: 'http' },
      { from: 'searchers', to: 'search', protocol: 'http' },
    ],
    scenarios: { rush: { duration: '1m', traffic: [{ at: '10s', scale: 10, source: 'searchers' }] } },
  }
  const { peakScale, components } = offeredLoad(design, 'rush')
  expect(peakScale).toBe(10)
  expect(components.shop?.visitsPerSecond).toBeCloseTo(80, 9)
  expect(components.search?.visitsPerSecond).toBeCloseTo(300, 9)
  expect(offeredLoad(design).components.search?.visitsPerSecond).toBeCloseTo(30, 9)
})

test('an autoscaled service carries what its most replicas carry, a function what its instances do', () => {
  const autoscale = { min: 1, max: 5, target: 0.7 }
  const scaled = loadOf({ shop: { kind: 'service', concurrency: 1, work: { time: '10ms' }, autoscale } }, [
    { from: 'users', to: 'shop', protocol: 'http' },
  ])
  expect(scaled.maxScale).toBeCloseTo(5, 9)
  const run = loadOf({ f: { kind: 'function', work: { time: '100ms' }, maxInstances: 40 } }, [{ from: 'users', to: 'f', protocol: 'http' }])
  expect(run.components.f?.utilisation).toBeCloseTo(0.25, 9)
})

test('consumers share a queue, and take full batches', () => {
  const { components } = loadOf({ q: { kind: 'queue', batch: { size: 5 } }, a: { kind: 'service' }, b: { kind: 'service' } }, [
    { from: 'users', to: 'q', protocol: 'sqs' },
    { from: 'q', to: 'a', protocol: 'sqs' },
    { from: 'q', to: 'b', protocol: 'sqs', batch: { size: 10 } },
  ])
  expect([components.a?.visitsPerSecond, components.b?.visitsPerSecond]).toEqual([10, 5])
})

test.each([
  ['Che, Tung and Wang: 1000 keys, Zipf 0.8, room for 100', { keys: 1000, zipf: 0.8, capacity: 100 }, 1000, 0.37779],
  ['one key at ten requests a second that lives for half a second', { keys: 1, zipf: 0, capacity: 1, ttlMs: 500 }, 10, 5 / 6],
  ['the same key where each hit begins its life anew', { keys: 1, zipf: 0, capacity: 1, ttlMs: 500, sliding: true }, 10, 1 - Math.exp(-5)],
  ['room for every key', { keys: 10, zipf: 1, capacity: 10 }, 10, 1],
])('the hit ratio of %s', (_, cache, rate, expected) => {
  expect(
    expectedHitRatio(
      { model: 'keys', policy: 'lru', ttlMs: Number.POSITIVE_INFINITY, sliding: false, coalesce: false, staleMs: 0, ...cache },
      rate,
    ),
  ).toBeCloseTo(expected, 4)
})

test('where ways part and join again and again, all are counted, and a hundred layers of them are soon counted', () => {
  const layers = Array.from({ length: 100 }, (_, layer) => [`a${layer}`, `b${layer}`] as const)
  const components = Object.fromEntries(layers.flat().map((id) => [id, { kind: 'service', replicas: 4, work: { time: '1ms' } }]))
  const links = layers
    .slice(1)
    .flatMap(([a, b], layer) => (layers[layer] ?? []).flatMap((from) => [a, b].map((to) => ({ from, to, protocol: 'http', calls: 0.5 }))))
  const { components: load } = loadOf(components, [{ from: 'users', to: 'a0', protocol: 'http' }, ...links], 64)
  expect(load.a0).toMatchObject({ visitsPerSecond: 64, workMs: 1 })
  expect(load.a99?.visitsPerSecond).toBeCloseTo(32, 9)
  expect(load.b99).toMatchObject({ holdMs: 1 })
  // Its own millisecond, and of each of two calls, made one after the other, half of what the next layer holds.
  expect(load.a97?.holdMs).toBeCloseTo(3, 9)
  expect(load.a0?.holdMs).toBeCloseTo(100, 9)
})

test('a loop is followed once from wherever it is entered', () => {
  const service = { kind: 'service', work: { time: '1ms' } }
  const { components: load } = loadOf({ a: service, b: service, c: service, d: service }, [
    { from: 'users', to: 'a', protocol: 'http' },
    { from: 'users', to: 'b', protocol: 'http', calls: 0.25 },
    { from: 'a', to: 'b', protocol: 'http' },
    { from: 'b', to: 'c', protocol: 'http', calls: 2 },
    { from: 'c', to: 'a', protocol: 'http', calls: 0.5 },
    { from: 'c', to: 'd', protocol: 'http' },
  ])
  // 100 enter at a and go to b and c, 25 at b and go to c and a.
  expect(Object.fromEntries(Object.entries(load).map(([id, { visitsPerSecond }]) => [id, visitsPerSecond]))).toEqual({
    users: 100,
    a: 125,
    b: 125,
    c: 250,
    d: 250,
  })
})

test('loops that all cross one another are given up at some time', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `s${index}`)
  const components = Object.fromEntries(ids.map((id) => [id, { kind: 'service', work: { time: '1ms' } }]))
  const links = ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => ({ from, to, protocol: 'http', calls: 0.03 })))
  const { components: load } = loadOf(components, [{ from: 'users', to: 's0', protocol: 'http' }, ...links])
  expect(load.s0?.visitsPerSecond).toBe(100)
  expect(load.s29?.visitsPerSecond).toBeGreaterThan(3)
})
