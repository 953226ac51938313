import { expect, test } from 'vitest'
import type { Component, Connection } from '../../../app/design/design.ts'
import { behindTraffic } from '../fixtures/behind-traffic.ts'
import { simulate } from '../fixtures/simulate.ts'

const work = { time: '4ms', distribution: 'constant' }

function run(traffic: object, connection: object, scenario: object = {}, service: object = {}) {
  const design = behindTraffic({ ...traffic }, { concurrency: 1000, work, ...service }, { latency: '1ms', ...connection }, scenario)
  const { result, simulation } = simulate(design, 'run', 20, 4)
  return { call: result.connections['t->s'], journey: result.journeys.default, live: simulation.world.visits.live }
}

const even = { rate: 10, arrivals: 'constant' }

test('each call sets a connection up where none is kept, by round trips and work', () => {
  expect(run(even, { handshake: {} }).journey?.latency.max).toBeCloseTo(6 + 2 * 2, 9)
  expect(run(even, { handshake: { roundTrips: 3, work: '5ms' } }).journey?.latency.max).toBeCloseTo(6 + 3 * 2 + 5, 9)
  expect(run(even, { handshake: {} }).call?.setUp).toBeCloseTo(10, 6)
  expect(run(even, {}).call?.setUp).toBeUndefined()
})

test('a connection that is kept is used again, as long as calls come soon enough', () => {
  // A call every 100 ms takes 10 with a set-up and 6 without: the pause after it is 90 or 94 ms.
  const setUp = (keepAlive: string) => run(even, { handshake: { keepAlive } }).call?.setUp
  expect([setUp('99ms'), setUp('93ms'), setUp('89ms')]).toEqual([0, expect.closeTo(5, 6), expect.closeTo(10, 6)])
})

test('at once there are as many connections as calls, and those used last stay in use', () => {
  const batches = { rate: 50, arrivals: 'constant', batch: 5 }
  const { call, journey } = run(batches, { handshake: { keepAlive: '10s' } }, { warmup: '0s' })
  expect((call?.setUp ?? 0) * 20).toBeCloseTo(5, 6)
  expect(journey?.latency.p50).toBeCloseTo(6, 1)
})

test('the timeout counts while a connection is set up, and the request never leaves', () => {
  const { call, journey, live } = run(even, { handshake: { work: '50ms' }, timeout: '30ms' })
  expect(journey?.errorRate).toBe(1)
  expect(call?.timedOut).toBeCloseTo(10, 6)
  expect(live).toBeLessThan(3)
})

test('who waited in vain closes the connection', () => {
  const late = { handshake: { keepAlive: '10s' }, timeout: '12ms' }
  const slow = { at: '10s', for: '5s', kind: 'slow', target: 's', factor: 10 }
  const { call } = run(even, late, { warmup: '0s', faults: [slow] })
  // One at the beginning, one for each that came too late but the first, and one when all is well again.
  expect((call?.setUp ?? 0) * 20).toBeCloseTo(1 + 50, -0.5)
})

test('requests that a stopped caller was setting up connections for are forgotten', () => {
  const design = behindTraffic(even, { concurrency: 1000, work })
  design.components.d = { kind: 'service', work } as Component
  design.connections?.push({ from: 's', to: 'd', protocol: 'http', handshake: { work: '300ms' } } as Connection)
  design.scenarios = { run: { duration: '20s', faults: [{ at: '5s', for: '1s', kind: 'kill', target: 's' }] } }
  const { result, simulation } = simulate(design, 'run', 20, 4)
  expect(result.components.d?.errorRate).toBe(0)
  expect(simulation.world.visits.live).toBeLessThan(15)
})

test.each([
  ['whoever keeps them', 's'],
  ['all there is to call', 'd'],
])('connections that are kept are gone with %s', (_, target) => {
  const design = behindTraffic(even, { concurrency: 1000, work })
  design.components.d = { kind: 'service', concurrency: 1000, work } as Component
  design.connections?.push({ from: 's', to: 'd', protocol: 'http', handshake: { keepAlive: '1m' } } as Connection)
  design.scenarios = { run: { duration: '20s', faults: [{ at: '5050ms', for: '1s', kind: 'kill', target }] } }
  const { result } = simulate(design, 'run', 20, 4)
  // One when the run begins, and one after the stop.
  expect((result.connections['s->d']?.setUp ?? 0) * 20).toBeCloseTo(2, 6)
})
