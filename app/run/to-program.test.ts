import { describe, expect, test } from 'vitest'
import { peerOf, portOf, toContainerContext } from '../catalogue/container-context.ts'
import type { Connection, Design } from '../design/design.ts'
import { callOrders } from './call-orders.ts'
import { scenarioOf } from './scenario.ts'
import { toLoadProgram, toServiceProgram } from './to-program.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 50, arrivals: 'constant', journeys: { browse: 3, order: 1 } },
    orders: {
      kind: 'service',
      port: 9000,
      replicas: 2,
      concurrency: 4,
      queueLimit: 10,
      holdsWorker: false,
      work: { time: '4ms', distribution: 'gamma', cv: 2 },
      failureRate: 0.01,
    },
    'orders-db': { kind: 'postgres', connections: 20, work: { time: '2ms' } },
    sales: { kind: 'rabbitmq', prefetch: 7 },
    mailer: { kind: 'service' },
  },
  connections: [
    { from: 'people', to: 'orders', protocol: 'http', path: { order: '/orders' } },
    { from: 'orders', to: 'orders-db', protocol: 'postgres', calls: 2, order: 1, timeout: '1.5s' },
    { from: 'orders', to: 'sales', protocol: 'amqp', mode: 'async', calls: { order: 1 } },
    { from: 'sales', to: 'mailer', protocol: 'amqp' },
    { from: 'mailer', to: 'orders-db', protocol: 'postgres' },
  ],
  scenarios: { rush: { duration: '1m', traffic: [{ at: '10s', scale: 2, over: '5s' }] } },
}

const surroundingsOf = (id: string) => ({
  secret: (name: string) => `<${name}>`,
  address: (connection: Connection) => ({
    host: peerOf(connection, id),
    port: portOf(design, peerOf(connection, id), connection.protocol) ?? 0,
  }),
})
const contextOf = (id: string) => toContainerContext(design, id, surroundingsOf(id))

describe('what the runtime is told', () => {
  test('a service: how to serve, whom to call, in which order', () => {
    const program = toServiceProgram(design, 'orders', contextOf('orders'))
    expect(program).toMatchObject({
      role: 'service',
      port: 9000,
      concurrency: 4,
      queueLimit: 10,
      holdsWorker: false,
      work: { meanMs: 4, distribution: 'gamma', cv: 2 },
      failureRate: 0.01,
      consumes: [],
    })
    expect(program.calls).toEqual([
      {
        connection: 'orders->orders-db',
        host: 'orders-db',
        port: 5432,
        protocol: 'postgres',
        mode: 'sync',
        order: 1,
        calls: { browse: 2, order: 2, default: 2 },
        path: { browse: '/', order: '/', default: '/' },
        timeoutMs: 1500,
        balance: 'round-robin',
        user: 'app',
        password: '<orders-db-password>',
        database: 'app',
        statement: { meanMs: 2, distribution: 'exponential', cv: 1, samplesMs: [] },
        // Twenty connections for two replicas of orders and one of mailer.
        poolSize: 6,
      },
      expect.objectContaining({
        connection: 'orders->sales',
        host: 'sales',
        port: 5672,
        mode: 'async',
        order: 2,
        calls: { browse: 0, order: 1, default: 0 },
        timeoutMs: null,
        queue: 'sales',
        user: 'app',
        password: '<sales-password>',
      }),
    ])
  })

  test('where replicas come and go, an equal part for as many as there may be', () => {
    const orders = { ...design.components.orders, kind: 'service', autoscale: { min: 2, max: 8 } }
    const scaled = { ...design, components: { ...design.components, orders } }
    const poolOf = (autoscales: boolean) => {
      const context = toContainerContext(scaled, 'orders', { ...surroundingsOf('orders'), autoscales })
      return toServiceProgram(scaled, 'orders', context).calls[0]?.poolSize
    }
    // Twenty connections for eight replicas of orders and one of mailer, or for two and one.
    expect([poolOf(true), poolOf(false)]).toEqual([2, 6])
  })

  test('a consumer: the queue that the broker keeps for it', () => {
    const { consumes } = toServiceProgram(design, 'mailer', contextOf('mailer'))
    expect(consumes).toEqual([{ host: 'sales', port: 5672, queue: 'sales.mailer', user: 'app', password: '<sales-password>', prefetch: 7 }])
  })

  test('traffic: how much, what for, and how it changes', () => {
    expect(toLoadProgram(design, 'people', scenarioOf(design, 'rush'), 42, contextOf('people'))).toMatchObject({
      role: 'load',
      ratePerSecond: 50,
      arrivals: 'constant',
      journeys: { browse: 3, order: 1 },
      scale: [{ at: 10, scale: 2, over: 5 }],
      seed: 42,
      calls: [{ host: 'orders', port: 9000, path: { browse: '/', order: '/orders', default: '/' } }],
    })
  })

  test('traffic with points of its own: those alone', () => {
    const own = { at: '20s', scale: 5, source: 'people' }
    const scenarios = { rush: { duration: '1m', traffic: [{ at: '10s', scale: 2 }, own] } }
    const { scale } = toLoadProgram(design, 'people', scenarioOf({ ...design, scenarios }, 'rush'), 42, contextOf('people'))
    expect(scale).toEqual([{ at: 20, scale: 5, over: 0 }])
  })

  test('survives JSON, in which it is handed over', () => {
    const program = toServiceProgram(design, 'mailer', contextOf('mailer'))
    expect(program.queueLimit).toBeNull()
    expect(JSON.parse(JSON.stringify(program))).toEqual(program)
  })
})

test('who forwards calls one target for each request on the average, whatever it calls', () => {
  const door: Design = {
    microcosm: 1,
    components: { door: { kind: 'service', forwards: true }, a: { kind: 'service' }, b: { kind: 'service' }, c: { kind: 'service' } },
    connections: [
      { from: 'door', to: 'a', protocol: 'http' },
      { from: 'door', to: 'b', protocol: 'http', calls: 2 },
      { from: 'door', to: 'c', protocol: 'http' },
    ],
  }
  const surroundings = { secret: (name: string) => name, address: () => ({ host: 'x', port: 1 }) }
  const { calls } = toServiceProgram(door, 'door', toContainerContext(door, 'door', surroundings))
  expect(calls.map((call) => call.calls.default)).toEqual([0.25, 0.5, 0.25])
})

test('calls without an order come after those before them', () => {
  expect(callOrders([{}, {}, {}])).toEqual([0, 1, 2])
  expect(callOrders([{ order: 5 }, {}, { order: 1 }, {}])).toEqual([5, 6, 1, 7])
  expect(callOrders([{ order: 1 }, { order: 1 }, {}])).toEqual([1, 1, 2])
})
