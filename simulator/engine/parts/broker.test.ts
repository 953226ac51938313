import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Component, Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { messageBalance } from '../fixtures/message-balance.ts'
import { simulate } from '../fixtures/simulate.ts'

function toDesign(consumer: Partial<Component>, broker: Partial<Component> = {}, faults: Fault[] = []): Design {
  return {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100 },
      shop: { kind: 'service', concurrency: 50, work: { time: '2ms' } },
      queue: { kind: 'rabbitmq', name: 'Queue', prefetch: 4, ...broker },
      mailer: { kind: 'service', concurrency: 1, work: { time: '5ms' }, ...consumer },
      audit: { kind: 'service', concurrency: 5, work: { time: '5ms' } },
    },
    connections: [
      { from: 't', to: 'shop', protocol: 'http' },
      { from: 'shop', to: 'queue', protocol: 'amqp', mode: 'async', latency: '1ms' },
      { from: 'queue', to: 'mailer', protocol: 'amqp', latency: '1ms' },
      { from: 'queue', to: 'audit', protocol: 'amqp', latency: '1ms' },
    ],
    scenarios: { run: { duration: '60s', warmup: '5s', faults } },
  }
}
const run = (design: Design) => simulate(design, 'run', undefined, 1)

test('the publisher waits for acceptance only, and every consumer gets every message', () => {
  const { result } = run(toDesign({}))
  // 2 ms of work, 1 ms there, 0.5 ms until accepted, 1 ms back.
  expect(result.journeys.default?.latency.mean).toBeCloseTo(4.5, 0)
  expect(result.components.mailer?.throughput).toBeCloseTo(result.components.queue?.throughput ?? 0, 0)
  expect(result.components.audit?.throughput).toBeCloseTo(result.components.queue?.throughput ?? 0, 0)
  expect(result.connections['queue->mailer']?.latency.mean).toBeGreaterThan(7)
})

test('a slow consumer fills the queue, which is said, and leaves the journey alone', () => {
  const { result } = run(toDesign({ work: { time: '20ms' } }))
  expect(result.components.queue?.queue.max).toBeGreaterThan(2500)
  expect(result.components.queue?.waiting.mean).toBeNull()
  expect(result.notes.join()).toMatch(
    /Queue fills up: \d+ messages\/s come in and its consumers take fewer, so its queue grows by (4\d|5\d) messages/,
  )
  expect(result.journeys.default?.latency.mean).toBeCloseTo(4.5, 0)
})

test('a full queue rejects, and the publisher fails', () => {
  const { result } = run(toDesign({ work: { time: '20ms' } }, { queueLimit: 100 }))
  expect(result.components.queue?.queue.max).toBeLessThanOrEqual(110)
  expect(result.journeys.default?.errorRate).toBeGreaterThan(0.4)
})

test('a replica has no more messages than the prefetch', () => {
  const { result } = run(toDesign({ work: { time: '20ms' }, replicas: 2 }))
  expect(result.components.mailer?.inSystem.max).toBeLessThanOrEqual(8)
})

test('a consumer that is stopped loses no message', () => {
  const { result, simulation } = run(toDesign({}, {}, [{ at: '20s', for: '10s', kind: 'kill', target: 'mailer' }]))
  const { meter, backlogs } = simulation.world
  const sent = meter.finished.total[result.components.queue ? 2 : -1]
  expect(sent).toBeGreaterThan(5000)
  expect(result.components.mailer?.throughput).toBeCloseTo(result.components.audit?.throughput ?? 0, 0)
  expect(backlogs[2]?.length).toBeLessThan(10)
  expect(result.components.queue?.queue.max).toBeGreaterThan(900)
})

const withDead = (design: Design, fields: object = {}): Design => ({
  ...design,
  components: { ...design.components, dead: { kind: 'rabbitmq', ...fields } },
})

describe('redelivery', () => {
  const failing = (broker: object, consumer: object = {}) =>
    run({
      ...withDead(
        toDesign({ concurrency: 50, work: { time: '5ms', distribution: 'constant' }, ...consumer }, { prefetch: 100, ...broker }),
      ),
      // So long that chance moves the share of failures by a hundredth.
      scenarios: { run: { duration: '600s', warmup: '5s' } },
    })

  test('a message whose handling fails is dropped, and that is counted', () => {
    const { dropped = 0, redelivered, deadLettered } = failing({}, { failureRate: 0.2 }).result.components.queue ?? {}
    expect(dropped / (100 * 0.2)).toBeCloseTo(1, 1)
    expect([redelivered, deadLettered]).toEqual([0, 0])
  })

  test('it is delivered again as often as is said, then moved aside', () => {
    const { result, simulation } = failing({ maxReceives: 3, deadLetter: 'dead' }, { failureRate: 0.2 })
    const { redelivered = 0, deadLettered = 0, dropped } = result.components.queue ?? {}
    expect(redelivered / (100 * (0.2 + 0.04))).toBeCloseTo(1, 1)
    expect(deadLettered / (100 * 0.008)).toBeCloseTo(1, 0)
    expect(dropped).toBe(0)
    expect(result.components.dead?.queue.max).toBe(simulation.world.unclaimed[5])
    expect(result.components.dead?.throughput).toBeCloseTo(deadLettered, 9)
  })

  test('with a visibility timeout it is seen again when that is over', () => {
    const { result } = failing({ visibilityTimeout: '2s', maxReceives: 2, prefetch: 1000 }, { failureRate: 1 })
    const received = result.series.connections['queue->mailer']?.throughput ?? []
    // For two seconds only first deliveries, then the second ones as well.
    expect((received[1] as number) / 100).toBeCloseTo(1, 0)
    expect((received[10] as number) / 200).toBeCloseTo(1, 0)
    expect(result.components.queue?.dropped).toBeGreaterThan(90)
  })

  test('who is slower than the visibility timeout gets everything twice and more', () => {
    const { result } = failing({ visibilityTimeout: '100ms', maxReceives: 3 }, { work: { time: '150ms', distribution: 'constant' } })
    expect(result.connections['queue->mailer']?.errorRate).toBe(1)
    expect((result.components.queue?.redelivered ?? 0) / (100 * 2)).toBeCloseTo(1, 1)
    expect((result.components.queue?.dropped ?? 0) / 100).toBeCloseTo(1, 1)
  })

  test('a stopped consumer gives its messages back after the visibility timeout, counted as a delivery', () => {
    const faults: Fault[] = [{ at: '20s', for: '1s', kind: 'kill', target: 'mailer' }]
    const slow = { work: { time: '500ms', distribution: 'constant' as const }, concurrency: 100 }
    const { result } = run(toDesign(slow, { visibilityTimeout: '5s', prefetch: 100 }, faults))
    // About 50 were under way.
    expect((result.components.queue?.redelivered ?? 0) * 55).toBeGreaterThan(20)
    expect((result.components.queue?.redelivered ?? 0) * 55).toBeLessThan(80)
    expect(result.components.queue?.dropped).toBe(0)
  })
})

describe('batches and polls', () => {
  const only = (broker: object, connection: object = {}, consumer: object = {}, rate = 100) => {
    const design: Design = {
      microcosm: 1,
      components: {
        t: { kind: 'traffic', rate },
        queue: { kind: 'rabbitmq', work: { time: '0ms' }, prefetch: 60_000, ...broker },
        worker: { kind: 'service', concurrency: 100_000, work: { time: '1ms', distribution: 'constant' }, ...consumer },
      },
      connections: [
        { from: 't', to: 'queue', protocol: 'amqp' },
        { from: 'queue', to: 'worker', protocol: 'amqp', ...connection },
      ],
      scenarios: { run: { duration: '1000s', warmup: '10s' } },
    }
    return run(design)
  }

  test('whoever polls every second finds messages that waited for half of one', () => {
    const waiting = only({ poll: '1s' }).result.components.queue?.waiting
    expect((waiting?.mean ?? 0) / 500).toBeCloseTo(1, 2)
    expect((waiting?.p99 ?? 0) / 990).toBeCloseTo(1, 2)
  })

  test('a full batch is one request, and its messages waited for those after them', () => {
    const { result } = only({}, { batch: { size: 10, window: '10s' } })
    expect((result.components.worker?.throughput ?? 0) / 10).toBeCloseTo(1, 1)
    // The i-th of ten waits for 10 - i more at 100 a second: 45 ms on average.
    expect((result.components.queue?.waiting.mean ?? 0) / 45).toBeCloseTo(1, 1)
  })

  test('the window bounds the wait of the oldest', () => {
    const { result } = only({ batch: { size: 1000, window: '200ms' } })
    expect(result.components.queue?.waiting.max).toBeCloseTo(200, 3)
    expect(result.components.worker?.throughput).toBeLessThan(5)
  })

  test('a batch that fails, fails as a whole', () => {
    const { result } = only({ maxReceives: 2 }, { batch: { size: 5, window: '1s' } }, { failureRate: 1 })
    expect((result.components.queue?.dropped ?? 0) / 100).toBeCloseTo(1, 1)
    expect((result.components.queue?.redelivered ?? 0) / 100).toBeCloseTo(1, 1)
  })

  test('a message that waited too long is dropped', () => {
    const { result } = only({ retention: '2s', prefetch: 1 }, {}, { concurrency: 1, work: { time: '20ms' } })
    expect(result.components.queue?.waiting.max).toBeLessThanOrEqual(2000)
    expect((result.components.queue?.dropped ?? 0) / 50).toBeCloseTo(1, 1)
  })
})

test('consumers of a queue share its messages, those of a broker each get all', () => {
  const design = (kind: string): Design => ({
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100, arrivals: 'constant' },
      q: { kind },
      a: { kind: 'service', concurrency: 10 },
      b: { kind: 'service', concurrency: 10 },
    },
    connections: [
      { from: 't', to: 'q', protocol: 'amqp' },
      { from: 'q', to: 'a', protocol: 'amqp' },
      { from: 'q', to: 'b', protocol: 'amqp' },
    ],
    scenarios: { run: { duration: '50s', warmup: '1s' } },
  })
  const rates = (kind: string) => ['a', 'b'].map((id) => Math.round(run(design(kind)).result.components[id]?.throughput ?? 0))
  expect(rates('queue')).toEqual([50, 50])
  expect(rates('rabbitmq')).toEqual([100, 100])
})

test('a function takes as many messages at once as it may have instances', () => {
  const { result } = run({
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 100 },
      q: { kind: 'queue' },
      f: { kind: 'function', work: { time: '1s' }, coldStart: '0ms', maxInstances: 400 },
    },
    connections: [
      { from: 't', to: 'q', protocol: 'amqp' },
      { from: 'q', to: 'f', protocol: 'amqp' },
    ],
    scenarios: { run: { duration: '60s', warmup: '20s' } },
  })
  expect(result.components.f?.errorRate).toBe(0)
  expect(result.components.f?.inSystem.mean).toBeGreaterThan(80)
  expect(result.components.q?.waiting.max).toBe(0)
})

describe('messages are neither lost nor made', () => {
  const broker = fc.record(
    {
      kind: fc.constantFrom('rabbitmq', 'queue'),
      prefetch: fc.integer({ min: 1, max: 20 }),
      visibilityTimeout: fc.constantFrom('50ms', '1s'),
      maxReceives: fc.integer({ min: 1, max: 4 }),
      deadLetter: fc.constant('dead'),
      batch: fc.record({ size: fc.integer({ min: 1, max: 8 }), window: fc.constantFrom('0ms', '30ms') }),
      poll: fc.constantFrom('100ms', '700ms'),
      retention: fc.constantFrom('300ms', '2s'),
    },
    { requiredKeys: ['kind'] },
  )
  const consumer = fc.record({
    failureRate: fc.constantFrom(0, 0.3, 1),
    replicas: fc.integer({ min: 1, max: 3 }),
    concurrency: fc.integer({ min: 1, max: 3 }),
    queueLimit: fc.constantFrom(0, 2, 100),
    work: fc.record({ time: fc.constantFrom('0ms', '10ms', '80ms') }),
  })
  const faults = fc.array(
    fc.record({
      at: fc.constantFrom('500ms', '1s'),
      for: fc.constantFrom('300ms', '1s'),
      kind: fc.constantFrom('kill' as const, 'pause' as const),
      target: fc.constantFrom('queue', 'mailer', 'audit', 'dead'),
    }),
    { maxLength: 2 },
  )
  test('whatever a broker is told to do with them', () => {
    fc.assert(
      fc.property(broker, consumer, faults, fc.integer({ min: 0, max: 1000 }), (fields, mailer, happening, seed) => {
        const design = withDead(toDesign(mailer, fields), { retention: '1s' })
        design.scenarios = { run: { duration: '3s', faults: happening } }
        const ended = simulate(design, 'run', undefined, seed)
        for (const id of ['queue', 'dead']) {
          const { accepted, accounted } = messageBalance(ended.simulation.world, ended.simulation.world.model.components.ids.indexOf(id))
          expect(accounted, id).toBe(accepted)
        }
        const { meter, model } = ended.simulation.world
        expect(meter.deadLettered.soFar(model.components.ids.indexOf('queue'))).toBe(
          meter.offered.soFar(model.components.ids.indexOf('dead')),
        )
      }),
      { numRuns: 60 },
    )
  })
})
