import { expect, test } from 'vitest'
import type { Design } from '../../../app/design/design.ts'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'

const delay = { controlledDelay: { target: '5ms', interval: '100ms' } }

test('a queue that empties now and then lets a burst wait, one that does not lets nobody wait', () => {
  const calm = resultOf(behindTraffic({ rate: 500 }, delay), 100)
  expect(calm.components.s?.errorRate).toBe(0)
  const busy = resultOf(behindTraffic({ rate: 4000 }, delay), 100)
  expect(busy.components.s?.waiting.p99).toBeLessThan(6)
  expect(busy.components.s?.abandoned).toBeGreaterThan(2900)
})

/** A queue of messages whose consumer takes 100 a second, and a publisher that sends 200. */
function behindQueue(log: object): Design {
  return {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 200 },
      p: { kind: 'service', concurrency: 1, queueLimit: 10, work: { time: '1ms' } },
      log: { kind: 'kafka', work: { time: '0ms', distribution: 'constant' }, prefetch: 1, ...log },
      s: { kind: 'service', concurrency: 1, work: { time: '10ms' } },
    },
    connections: [
      { from: 't', to: 'p', protocol: 'http' },
      { from: 'p', to: 'log', protocol: 'kafka' },
      { from: 'log', to: 's', protocol: 'kafka' },
    ],
    scenarios: { run: { duration: '200s', warmup: '20s' } },
  }
}

test('a full queue rejects, drops its oldest message, or holds its publisher back', () => {
  const figures = (whenFull: string) => {
    const { components } = resultOf(behindQueue({ queueLimit: 20, whenFull }))
    expect(components.s?.throughput, whenFull).toBeGreaterThan(95)
    expect(components.log?.queue.max, whenFull).toBeLessThanOrEqual(20)
    return components
  }
  const rejects = figures('reject')
  expect(rejects.log?.rejected).toBeGreaterThan(90)
  expect(rejects.log?.dropped).toBe(0)
  const drops = figures('drop-oldest')
  expect(drops.log?.rejected).toBe(0)
  expect(drops.log?.dropped).toBeGreaterThan(90)
  const blocks = figures('block')
  expect(blocks.log?.rejected).toBe(0)
  expect(blocks.log?.dropped).toBe(0)
  // The publisher's only worker waits, and so its own queue is full and turns away.
  expect(blocks.p?.utilisation).toBeGreaterThan(0.99)
  expect(blocks.p?.rejected).toBeGreaterThan(90)
})

test('who waits before a full queue comes in as they came, and learns of a kill', () => {
  const blocked = { queueLimit: 0, whenFull: 'block' }
  const first = resultOf(behindTraffic({ rate: 800 }, blocked), 200).components.s
  // Outside or in the queue, M/M/1 waits the same.
  expect(first?.errorRate).toBe(0)
  const outside = resultOf(behindTraffic({ rate: 800 }, blocked), 400).journeys.default?.latency
  const within = resultOf(behindTraffic({ rate: 800 }), 400).journeys.default?.latency
  expect(outside?.mean).toBeCloseTo(within?.mean ?? 0, 6)
  expect(outside?.p99).toBeCloseTo(within?.p99 ?? 0, 6)
  const killed = behindTraffic(
    { rate: 2000 },
    blocked,
    {},
    { faults: [{ at: '10s', for: '1s', kind: 'kill', target: 's' }], duration: '10.5s' },
  )
  expect(resultOf(killed).components.s?.rejected).toBeGreaterThan(1000)
})

test('an adaptive limit keeps latency near that of few requests, whatever comes', () => {
  const adaptive = { adaptiveConcurrency: { algorithm: 'gradient' }, concurrency: 8, work: { time: '10ms', distribution: 'constant' } }
  const calm = resultOf(behindTraffic({ rate: 200 }, adaptive), 100)
  expect(calm.journeys.default?.errorRate).toBeLessThan(0.01)
  const busy = resultOf(behindTraffic({ rate: 4000 }, adaptive), 100)
  expect(busy.journeys.default?.latency.p99).toBeLessThan(40)
  expect((busy.journeys.default?.throughput ?? 0) * (1 - (busy.journeys.default?.errorRate ?? 1))).toBeGreaterThan(700)
})
