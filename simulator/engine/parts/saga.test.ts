import { expect, test } from 'vitest'
import type { Connection, Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { simulate } from '../fixtures/simulate.ts'

const always = (time: string) => ({ time, distribution: 'constant' })

/** A stock that always has what is asked for, a payment that takes 10 ms, and a shipping that is down in the second half. */
function run(stock: object, more: { payment?: object; shop?: object; faults?: Fault[] } = {}) {
  const down: Fault = { at: '5s', for: '5s', kind: 'errors', target: 'shipping', rate: 1 }
  const design: Design = {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100, arrivals: 'constant' },
      shop: { kind: 'service', concurrency: 1000, work: always('0ms') },
      stock: { kind: 'service', concurrency: 1000, work: always('1ms') },
      payment: { kind: 'service', concurrency: 1000, work: always('10ms') },
      shipping: { kind: 'service', concurrency: 1000, work: always('2ms') },
    },
    connections: [
      { from: 't', to: 'shop', protocol: 'http', ...more.shop },
      { from: 'shop', to: 'stock', protocol: 'http', ...stock },
      { from: 'shop', to: 'payment', protocol: 'http', compensated: true, ...more.payment },
      { from: 'shop', to: 'shipping', protocol: 'http' },
    ] as Connection[],
    scenarios: {
      run: {
        duration: '12s',
        traffic: [
          { at: '0s', scale: 1 },
          { at: '10s', scale: 0 },
        ],
        faults: [down, ...(more.faults ?? [])],
      },
    },
  }
  const { result, simulation } = simulate(design, 'run', undefined, 2)
  const count = (rate: number | undefined) => Math.round((rate ?? Number.NaN) * 12)
  return {
    result,
    left: simulation.world.sagas.size,
    undone: (component: string) => count(result.connections[`shop->${component}`]?.undone),
    calls: (component: string) => count(result.components[component]?.throughput),
  }
}

test('what succeeded is undone when a later call fails, and nothing else', () => {
  const { undone, calls, left, result } = run({ compensated: true })
  expect(result.journeys.default?.errorRate).toBeCloseTo(0.5, 2)
  expect([undone('stock'), undone('payment')]).toEqual([calls('stock') - 1000, calls('payment') - 1000])
  expect(undone('stock') / 500).toBeCloseTo(1, 1)
  expect(left).toBe(0)
  expect(run({}).calls('stock')).toBe(1000)
  expect(run({}).result.connections['shop->stock']?.undone).toBeUndefined()
})

test('each call along a connection is undone, the last first, and the request fails after that', () => {
  const { undone, result } = run({ compensated: true, calls: 3 })
  expect(undone('stock') / 1500).toBeCloseTo(1, 1)
  const failed = result.traces.find(({ at, root }) => at > 6 && !root.ok)
  const shop = failed?.root.children[0]
  expect(shop?.children.map(({ component }) => component).slice(-4)).toEqual(['payment', 'stock', 'stock', 'stock'])
  expect(shop?.durationMs).toBeCloseTo(2 * (3 + 10) + 2, 6)
})

test('what undoes may fail, and is tried again as the call is', () => {
  const faults: Fault[] = [{ at: '6s', for: '2s', kind: 'errors', target: 'payment', rate: 0.5 }]
  const { undone, left } = run({ compensated: true }, { faults, payment: { retries: { attempts: 4, backoff: '1ms' } } })
  expect(undone('stock') / 500).toBeCloseTo(1, 1)
  expect(left).toBe(0)
})

test('who is stopped or given up undoes nothing', () => {
  const killed = run({ compensated: true }, { faults: [{ at: '7s', for: '100ms', kind: 'kill', target: 'shop' }] })
  expect(killed.left).toBe(0)
  // It takes 13 ms until shipping is asked, and the deadline ends before what is undone is.
  const late = run({ compensated: true }, { shop: { deadline: '15.5ms' } })
  expect(late.left).toBe(0)
  expect(late.result.components.shop?.cancelled ?? 0).toBeGreaterThan(0)
})
