import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { simulate } from '../fixtures/simulate.ts'

const always = (time: string) => ({ time, distribution: 'constant' })

/** Statements of 10 ms, and within the transaction a call to a partner of 40 ms. */
function run(pool: object, { statement = {}, faults = [], shop = {} }: { statement?: object; faults?: Fault[]; shop?: object } = {}) {
  const components: Record<string, Component> = {
    t: { kind: 'traffic', rate: 50, arrivals: 'constant' },
    shop: { kind: 'service', concurrency: 1000, work: always('0ms'), ...shop },
    db: { kind: 'postgres', connections: 100, work: always('10ms') },
    partner: { kind: 'service', concurrency: 1000, work: always('40ms') },
  }
  const connections = [
    { from: 't', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'db', protocol: 'postgres', pool, ...statement },
    { from: 'shop', to: 'partner', protocol: 'http' },
  ] as Connection[]
  const traffic = [
    { at: '0s', scale: 1 },
    { at: '5s', scale: 0 },
  ]
  const design: Design = { microcosm: 1, components, connections, scenarios: { run: { duration: '25s', traffic, faults } } }
  const { result, simulation } = simulate(design, 'run', undefined, 1)
  const { permits, transactions } = simulation.world
  return { result, pool: result.connections['shop->db']?.pool, held: permits.inPool.reduce((sum, n) => sum + n, 0) + transactions.size }
}

test('a connection is held while others are called, and free when the request is over', () => {
  // 50/s of 50 ms in 5 of 25 seconds, instead of 10 ms.
  const kept = run({ size: 100, transaction: true })
  expect(kept.pool?.inUse.mean).toBeCloseTo(0.5, 2)
  expect(kept.held).toBe(0)
  expect(run({ size: 100 }).pool?.inUse.mean).toBeCloseTo(0.1, 2)
})

test('a slow partner empties the pool, though the database has nothing to do', () => {
  const { result, held } = run({ size: 2, transaction: true })
  expect(result.connections['shop->db']?.pool?.waiting.max).toBeGreaterThan(30)
  expect(result.components.db?.utilisation).toBeLessThan(0.01)
  expect(held).toBe(0)
  expect(run({ size: 2 }).pool?.waiting.max).toBe(0)
})

test('further calls of a request go over the connection that it has', () => {
  const { result, held } = run({ size: 1, queueLimit: 0, transaction: true }, { statement: { calls: 3 }, shop: { concurrency: 1 } })
  expect(result.connections['shop->db']?.refused).toBe(0)
  expect(result.components.db?.throughput).toBeCloseTo(3 * (result.components.partner?.throughput ?? 0), -1)
  expect(held).toBe(0)
})

test('who is stopped, gives up or fails keeps nothing', () => {
  const faults: Fault[] = [
    { at: '1s', for: '300ms', kind: 'kill', target: 'shop' },
    { at: '2s', for: '1s', kind: 'errors', target: 'partner', rate: 0.5 },
    { at: '4s', for: '500ms', kind: 'pause', target: 'db' },
  ]
  const statement = { timeout: '15ms', retries: { attempts: 2, backoff: '5ms' } }
  const { result, held } = run({ size: 3, timeout: '80ms', transaction: true }, { faults, statement })
  expect(result.journeys.default?.errorRate).toBeGreaterThan(0.05)
  expect(held).toBe(0)
})
