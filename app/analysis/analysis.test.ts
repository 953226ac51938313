import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import type { Latency, Result } from '../run/result.ts'
import { findBottleneck } from './bottleneck.ts'
import { findBusiest } from './busiest.ts'
import { offeredLoad } from './capacity.ts'
import { explain } from './explain.ts'
import { evaluateObjectives } from './objectives.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 100, journeys: { browse: 3, buy: 1 } },
    gateway: { kind: 'nginx', name: 'Gateway' },
    orders: { kind: 'service', name: 'Orders', replicas: 2, concurrency: 16, work: { time: '4ms' } },
    'orders-db': { kind: 'postgres', name: 'Orders DB', connections: 10, work: { time: '5ms' } },
    queue: { kind: 'rabbitmq', name: 'Queue' },
    mailer: { kind: 'service', name: 'Mailer', concurrency: 1, work: { time: '10ms' } },
  },
  connections: [
    { from: 'people', to: 'gateway', protocol: 'http' },
    { from: 'gateway', to: 'orders', protocol: 'http', calls: { buy: 1, browse: 0.1 } },
    { from: 'orders', to: 'orders-db', protocol: 'postgres', calls: 2, latency: '1ms' },
    { from: 'orders', to: 'queue', protocol: 'amqp', calls: { buy: 1 } },
    { from: 'queue', to: 'mailer', protocol: 'amqp' },
  ],
  scenarios: {
    rush: {
      duration: '1m',
      traffic: [
        { at: '0s', scale: 1 },
        { at: '20s', scale: 3, over: '10s' },
      ],
    },
  },
}

const latency = (mean: number | null): Latency => ({ mean, p50: mean, p90: mean, p95: mean, p99: mean, p999: mean, max: mean })
type Parts = { throughput?: number; errorRate?: number; utilisation?: number; mean?: number | null; wait?: number | null; queue?: number }

function component({ throughput = 50, errorRate = 0, utilisation = 0.1, mean = 5, wait = 0, queue = 0 }: Parts = {}) {
  const level = (value: number) => ({ mean: value, max: value })
  const waiting = { ...latency(wait), share: 0.3 }
  return {
    throughput,
    errorRate,
    utilisation,
    queue: level(queue),
    inSystem: level(1),
    replicas: level(1),
    waiting,
    latency: latency(mean),
  }
}

function toResult(components: Record<string, Parts>, connections: Record<string, Parts> = {}): Result {
  const flow = ({ throughput = 50, errorRate = 0, mean = 5 }: Parts) => ({ throughput, errorRate, retryRate: 0, latency: latency(mean) })
  return {
    engine: 'predict',
    design: '',
    scenario: '',
    seed: 1,
    duration: 60,
    warmup: 0,
    wallSeconds: 0,
    events: 0,
    components: Object.fromEntries(Object.keys(design.components).map((id) => [id, component(components[id])])),
    connections: Object.fromEntries(Object.entries(connections).map(([id, parts]) => [id, flow(parts)])),
    journeys: {
      browse: { throughput: 75, offered: 75, errorRate: 0.01, latency: latency(20) },
      buy: { throughput: 25, offered: 25, errorRate: 0, latency: latency(80) },
    },
    objectives: [],
    series: { time: [], components: {}, connections: {}, journeys: {} },
    traces: [],
    notes: [],
  }
}

test('load follows rates, shares, calls, and copies of messages', () => {
  const { components } = offeredLoad(design)
  expect(components.orders?.journeys).toEqual({ browse: 7.5, buy: 25 })
  expect(components['orders-db']?.visitsPerSecond).toBeCloseTo(65)
  expect(components.mailer?.visitsPerSecond).toBeCloseTo(25)
})

test('a worker is held for the work, and for the calls that are waited for', () => {
  const { components } = offeredLoad(design)
  // 4 ms of work, two statements of 5 ms with 1 ms each way, and for those who buy 0.5 ms until the queue has accepted.
  expect(components.orders?.holdMs).toBeCloseTo(4 + 2 * 7 + (25 / 32.5) * 0.5)
  expect(components.orders?.utilisation).toBeCloseTo((32.5 * (18 + (25 / 32.5) * 0.5)) / 1000 / 32)
})

test('users send as much as they could if nobody waited, and a shared CPU is used by work alone', () => {
  const closed: Design = {
    microcosm: 1,
    components: {
      users: { kind: 'traffic', users: 8, think: '100ms' },
      shop: { kind: 'service', discipline: 'processor-sharing', cpu: 2, work: { time: '10ms' } },
      db: { kind: 'postgres', work: { time: '5ms' } },
    },
    connections: [
      { from: 'users', to: 'shop', protocol: 'http' },
      { from: 'shop', to: 'db', protocol: 'postgres', calls: 2, parallel: true },
    ],
  }
  const { components } = offeredLoad(closed)
  // 100 ms to think, 10 ms in the shop, and the two calls side by side.
  expect(components.shop?.visitsPerSecond).toBeCloseTo(8000 / 115, 9)
  expect(components.shop?.utilisation).toBeCloseTo(((8 / 115) * 10) / 2, 9)
  expect(components.db?.visitsPerSecond).toBeCloseTo(16_000 / 115, 9)
})

test('the first component without a worker left limits the scale', () => {
  const load = offeredLoad(design, 'rush')
  expect(load).toMatchObject({ peakScale: 3, limit: 'orders-db' in load.components ? 'mailer' : '' })
  // 25 messages/s of 10 ms each keep a quarter of one worker busy.
  expect(load.maxScale).toBeCloseTo(4)
  expect(load.components.mailer?.utilisation).toBeCloseTo(0.75)
})

test.each([
  [
    'workers that wait for a slow dependency',
    toResult({ orders: { throughput: 50, utilisation: 0.93 } }, { 'orders->orders-db': { throughput: 100, mean: 261.9 } }),
    'Orders is the bottleneck: 93 % of its 32 workers are busy, 88 % of that held waiting for Orders DB.',
  ],
  [
    'a station whose own work fills it',
    toResult({ mailer: { throughput: 93, utilisation: 0.93 } }),
    'Mailer is the bottleneck: 93 % of its 1 worker is busy at 93/s, and 30 % of its requests wait for one.',
  ],
  [
    'a queue that grows without end',
    toResult({ mailer: { throughput: 100, utilisation: 1, mean: null, wait: null, queue: 400 } }),
    'Mailer is the bottleneck: 100 % of its 1 worker is busy at 100/s, and its queue grows without end (up to 400 waiting).',
  ],
  [
    'consumers that take messages too slowly',
    toResult({ queue: { throughput: 25, utilisation: 0.01, wait: null, queue: 300 } }, { 'queue->mailer': { throughput: 20 } }),
    'Mailer is the bottleneck: messages come to Queue faster than it takes them (20/s), and 300 are waiting.',
  ],
  [
    'a source of errors',
    toResult(
      { orders: { throughput: 50, errorRate: 0.2 }, 'orders-db': { throughput: 100, errorRate: 0.1 } },
      { 'orders->orders-db': { throughput: 100, errorRate: 0.1 } },
    ),
    'Nothing is short of workers, but Orders DB answers 10 % of its 100/s requests with errors of its own.',
  ],
])('the bottleneck in words: %s', (_, result, sentence) => {
  expect(findBottleneck(design, result)?.sentence).toBe(sentence)
})

test('no bottleneck where nothing is near a limit', () => {
  expect(findBottleneck(design, toResult({}))).toBeNull()
})

test('where nothing is near a limit, the component that would be first', () => {
  const result = toResult({ orders: { utilisation: 0.2 }, mailer: { utilisation: 0.4 } })
  expect(findBusiest(design, result)).toEqual({
    component: 'mailer',
    sentence: 'No component is near its limit. Mailer is the busiest: 40 % of its 1 worker.',
  })
})

test('a component is explained by its state, its errors or its load', () => {
  const result = toResult(
    { orders: { errorRate: 0.2 }, mailer: { throughput: 40, utilisation: 0.4, wait: 2 } },
    { 'orders->orders-db': { errorRate: 0.1 } },
  )
  expect(explain(design, result, 'orders')).toBe('Orders fails 20 % of its requests because 10 % of its calls to Orders DB fail.')
  expect(explain(design, result, 'mailer')).toBe(
    'Mailer keeps up: 40/s with 40 % of its 1 worker busy; 30 % of requests wait, 6.7 ms each.',
  )
  const nearly = toResult({ mailer: { throughput: 94, utilisation: 0.94, wait: 300 } })
  expect(explain(design, nearly, 'mailer')).toBe(
    'Mailer is near its limit: 94/s with 94 % of its 1 worker busy; 30 % of requests wait, 1 s each.',
  )
  const down = { state: 'down', throughput: 0, errorRate: 0, utilisation: 0, queue: 0, inSystem: 0, replicas: 2, replicasReady: 0 } as const
  const frame = {
    time: 1,
    warmup: false,
    components: { orders: { ...down, mean: null, p50: null, p95: null, p99: null } },
    connections: {},
    journeys: {},
    faults: [],
  }
  expect(explain(design, frame, 'orders')).toBe('Orders is down: none of its 2 replicas runs, and calls to it fail at once.')
  expect(explain(design, frame, 'mailer')).toBeUndefined()
})

test('a component whose queue is full says that it is, why, and what to do', () => {
  const limited = (parts: object): Design => ({
    ...design,
    components: { ...design.components, orders: { kind: 'service', name: 'Orders', concurrency: 4, queueLimit: 200, ...parts } },
  })
  const full = { throughput: 720, errorRate: 0.8, utilisation: 1, queue: 200, wait: 1400 }
  const seen = toResult({ orders: full })
  const of = (design: Design, rejected: number | undefined) => {
    const orders = { ...seen.components.orders, ...(rejected === undefined ? {} : { rejected }) } as Result['components'][string]
    const result = { ...seen, components: { ...seen.components, orders } }
    return { explained: explain(design, result, 'orders'), found: findBottleneck(design, result) }
  }
  const sentence = 'Orders turns away 80 % of its requests: all 4 workers are busy at 144/s where 720/s come, and its queue of 200 is full.'
  const remedy =
    'Give Orders about 20 workers in all, shorten its work, or let less traffic through before it; a longer queue only makes requests wait.'
  for (const rejected of [576, undefined]) {
    const { explained, found } = of(limited({}), rejected)
    expect(explained).toBe(`${sentence} ${remedy}`)
    expect(found).toMatchObject({ component: 'orders', sentence, remedy })
  }
  // Nothing was turned away: what fails, fails for another reason.
  expect(of(limited({}), 0).explained).toBe('Orders fails 80 % of its requests.')
  // Its queue has no end, so it cannot be full.
  expect(of(limited({ queueLimit: undefined }), 576).found?.sentence).toMatch(/^Orders is the bottleneck/)
  expect(of(limited({ queueLimit: 0, concurrency: 1 }), 576).found?.sentence).toContain(
    'its worker is busy at 144/s where 720/s come, and requests may not wait.',
  )
})

test('workers that are held by a slow callee are not the cause of a full queue', () => {
  const held: Design = {
    ...design,
    components: { ...design.components, orders: { kind: 'service', name: 'Orders', concurrency: 4, queueLimit: 10 } },
  }
  const result = toResult(
    { orders: { throughput: 100, errorRate: 0.6, utilisation: 1, queue: 10 } },
    { 'orders->orders-db': { throughput: 40, mean: 90 } },
  )
  expect(findBottleneck(held, result)).toMatchObject({
    sentence: expect.stringContaining('all 4 workers are busy, mostly waiting for Orders DB, at 40/s where 100/s come'),
    remedy: expect.stringContaining('make Orders DB answer sooner'),
  })
})

test('an objective over nothing that was measured is not met', () => {
  const nothing = toResult({ orders: { throughput: 0, errorRate: 0 } })
  const journeys = { buy: { ...(nothing.journeys.buy as Result['journeys'][string]), throughput: 0, errorRate: 0 } }
  const objectives = [
    { metric: 'availability' as const, above: 0.9 },
    { component: 'orders', metric: 'errorRate' as const, below: 0.1 },
  ]
  expect(evaluateObjectives(objectives, { ...nothing, journeys }).map(({ actual, met }) => [actual, met])).toEqual([
    [null, false],
    [null, false],
  ])
})

test('objectives are held against the worst that they speak of', () => {
  const evaluated = evaluateObjectives(
    [
      { journey: 'buy', metric: 'p99', below: '100ms' },
      { metric: 'mean', below: '50ms' },
      { metric: 'availability', above: 0.995 },
      { component: 'orders', metric: 'utilisation', below: 0.7 },
      { component: 'nobody', metric: 'p99', below: '1s' },
    ],
    toResult({}),
  )
  expect(evaluated.map(({ actual, met }) => [actual, met])).toEqual([
    [80, true],
    [80, false],
    [0.99, false],
    [0.1, true],
    [null, false],
  ])
})
