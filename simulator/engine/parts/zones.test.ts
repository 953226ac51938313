import { expect, test } from 'vitest'
import type { Connection, Design, Group } from '../../../app/design/design.ts'
import { simulate } from '../fixtures/simulate.ts'

const always = (time: string) => ({ time, distribution: 'constant' })

function run(
  zones: Record<string, Omit<Group, 'kind'>>,
  { call = {}, replicas = 2, timeout }: { call?: object; replicas?: number; timeout?: string } = {},
) {
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100, arrivals: 'constant' },
      shop: { kind: 'service', concurrency: 1000, work: always('0ms') },
      stock: { kind: 'service', replicas, concurrency: 1000, work: always('1ms') },
    },
    connections: [
      { from: 't', to: 'shop', protocol: 'http' },
      { from: 'shop', to: 'stock', protocol: 'http', ...call, ...(timeout ? { timeout } : {}) } as Connection,
    ],
    groups: Object.fromEntries(Object.entries(zones).map(([id, zone]) => [id, { kind: 'zone' as const, ...zone }])),
    scenarios: { run: { duration: '10s' } },
  }
  const { result, simulation } = simulate(design, 'run', undefined, 1)
  return { call: result.connections['shop->stock'], stock: result.components.stock, live: simulation.world.visits.live }
}

const both = { a: { members: ['shop', 'stock'], latency: '3ms' }, b: { members: ['stock'] } }

test('a call to a replica in another zone takes longer, there and back', () => {
  const { call, stock } = run(both)
  // In turn: every second one crosses.
  expect([call?.latency.mean, call?.latency.max]).toEqual([expect.closeTo(1 + 3, 1), expect.closeTo(1 + 6, 6)])
  expect(stock?.latency.max).toBeCloseTo(1, 6)
  expect(run(both, { call: { latency: '2ms' } }).call?.latency.max).toBeCloseTo(1 + 6 + 4, 6)
})

test('of two zones the longer way counts, and who is in none is near to all', () => {
  expect(run({ a: { members: ['shop'], latency: '1ms' }, b: { members: ['stock'], latency: '4ms' } }).call?.latency.mean).toBeCloseTo(9, 6)
  expect(run({ b: { members: ['stock'], latency: '4ms' } }).call?.latency.mean).toBeCloseTo(1, 6)
  expect(run({ a: { members: ['shop', 'stock'], latency: '3ms' } }).call?.latency.mean).toBeCloseTo(1, 6)
})

test('the way there counts for the timeout, and nothing is left of who gave up', () => {
  const { call, live } = run(both, { timeout: '5ms' })
  expect(call?.errorRate).toBeCloseTo(0.5, 2)
  expect(live).toBeLessThan(5)
  expect(run(both, { replicas: 1 }).call?.errorRate).toBe(0)
})
