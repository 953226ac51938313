import { expect, test } from 'vitest'
import type { Component, Design, Fault } from '../../../app/design/design.ts'
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
