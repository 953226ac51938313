import { afterEach, expect, test, vi } from 'vitest'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { playStubs } from './fixtures/play-stubs.ts'
import { VirtualTime } from './fixtures/virtual-time.ts'

/** What stubs do of themselves is what the prediction says: the same design, its stubs' programs in virtual time. */

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const seconds = 200

interface Case {
  name: string
  traffic: object
  /** Work of 20 ms on one worker, where it does not say otherwise. */
  service?: object
  /** From the traffic to the service. */
  connection?: object
  /** A second service that the first one calls, and how. */
  backend?: { service: object; connection: object }
  /** How much of all requests fails at least, so that the case says something. */
  fails?: number
}

const store = (fields: object) => ({ concurrency: 100, work: { time: '20ms' }, ...fields })

const cases: Case[] = [
  { name: 'rate limit', traffic: { rate: 100 }, service: { concurrency: 50, rateLimit: { rate: 60, burst: 5 } }, fails: 0.35 },
  { name: 'queue timeout', traffic: { rate: 60 }, service: { queueTimeout: '40ms' }, fails: 0.2 },
  {
    name: 'a queue timeout that varies',
    traffic: { rate: 60 },
    service: { queueTimeout: { time: '40ms', distribution: 'exponential' } },
    fails: 0.2,
  },
  { name: 'last come, first served', traffic: { rate: 40 }, service: { discipline: 'lifo', queueTimeout: '300ms' } },
  {
    name: 'priorities',
    traffic: { rate: 40, journeys: { buy: 1, browse: 1 } },
    service: { discipline: 'priority', priorities: { buy: 1, browse: 2 } },
  },
  { name: 'controlled delay', traffic: { rate: 70 }, service: { controlledDelay: { target: '30ms', interval: '200ms' } }, fails: 0.25 },
  {
    name: 'adaptive concurrency',
    traffic: { rate: 80 },
    service: { concurrency: 1, adaptiveConcurrency: { algorithm: 'aimd', target: '100ms', min: 2, max: 50, window: '1s' } },
    fails: 0.3,
  },
  { name: 'processor sharing', traffic: { rate: 35 }, service: { discipline: 'processor-sharing', cpu: 1, concurrency: undefined } },
  {
    name: 'rate limit of calls',
    traffic: { rate: 100 },
    service: { concurrency: 50 },
    connection: { rateLimit: { rate: 70, burst: 3 } },
    fails: 0.25,
  },
  {
    name: 'bulkhead',
    traffic: { rate: 100 },
    service: store({ holdsWorker: false, work: { time: '1ms' } }),
    backend: { service: store({ work: { time: '50ms' } }), connection: { bulkhead: 4 } },
    fails: 0.2,
  },
  {
    name: 'pool with a bounded queue and a longest wait',
    traffic: { rate: 110 },
    service: store({ work: { time: '1ms' } }),
    backend: { service: store({}), connection: { pool: { size: 2, queueLimit: 3, timeout: '30ms' } } },
    fails: 0.15,
  },
  {
    name: 'pool whose connections are held over a transaction',
    traffic: { rate: 60 },
    service: store({ work: { time: '1ms' } }),
    backend: { service: store({ work: { time: '10ms' } }), connection: { calls: 3, pool: { size: 2, transaction: true } } },
  },
  {
    name: 'waiting before a full queue, with the worker of the caller',
    traffic: { rate: 35 },
    service: store({ concurrency: 3, work: { time: '5ms' } }),
    backend: { service: store({ concurrency: 1, queueLimit: 1, whenFull: 'block' }), connection: {} },
  },
  {
    name: 'a rate limit before a queue before which others wait',
    traffic: { rate: 60 },
    service: { concurrency: 1, queueLimit: 1, whenFull: 'block', rateLimit: { rate: 40, burst: 5 } },
    fails: 0.25,
  },
  {
    name: 'retries that wait longer each time',
    traffic: { rate: 20 },
    service: store({ work: { time: '1ms' } }),
    backend: {
      service: store({ failureRate: 0.5 }),
      connection: { retries: { attempts: 4, backoff: '20ms', backoffFactor: 3, maxBackoff: '100ms', jitter: true } },
    },
    fails: 0.02,
  },
  {
    name: 'a breaker that opens on a share of failures',
    traffic: { rate: 40 },
    service: store({ work: { time: '1ms' } }),
    backend: {
      service: store({ failureRate: 0.6 }),
      connection: { breaker: { failures: 0.5, window: '2s', openFor: '1s', probes: 2 } },
    },
    fails: 0.4,
  },
  {
    name: 'a breaker that opens after failures in a row',
    traffic: { rate: 40 },
    service: store({ work: { time: '1ms' } }),
    backend: { service: store({ failureRate: 0.3 }), connection: { breaker: { consecutive: 3, openFor: '500ms' } } },
    fails: 0.3,
  },
  {
    name: 'calls side by side, and work as it was recorded',
    traffic: { rate: 30 },
    service: store({ work: { time: '1ms' } }),
    backend: {
      service: store({ work: { time: '1ms', distribution: 'empirical', samples: ['5ms', '10ms', '80ms'] } }),
      connection: { calls: 3, parallel: true },
    },
  },
  { name: 'bursts', traffic: { rate: 35, arrivals: 'bursty', burst: { on: '1s', off: '1s', quiet: 0.4 } }, service: { concurrency: 2 } },
  {
    name: 'adaptive concurrency by the gradient',
    traffic: { rate: 90 },
    service: {
      concurrency: 1,
      adaptiveConcurrency: { algorithm: 'gradient', buffer: 0.5, recalculate: '30s', window: '1s', max: 40 },
    },
    fails: 0.3,
  },
  {
    name: 'hedging',
    traffic: { rate: 50 },
    service: store({ work: { time: '1ms' } }),
    backend: {
      service: store({ work: { time: '20ms', distribution: 'lognormal', cv: 2 } }),
      connection: { hedge: { after: '40ms', attempts: 2 } },
    },
  },
]

function designOf({ traffic, service = {}, connection = {}, backend }: Case): Design {
  return {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', ...traffic } as Component,
      s: { kind: 'service', concurrency: 1, work: { time: '20ms' }, ...service } as Component,
      ...(backend ? { b: { kind: 'service', ...backend.service } as Component } : {}),
    },
    connections: [
      { from: 't', to: 's', protocol: 'http', ...connection } as Connection,
      ...(backend ? [{ from: 's', to: 'b', protocol: 'http', ...backend.connection } as Connection] : []),
    ],
    scenarios: { run: { duration: `${seconds}s`, warmup: '0s' } },
  }
}

test.each(cases)('$name', async (each) => {
  const design = designOf(each)
  const { result } = simulate(design, 'run', seconds, 1)
  const time = new VirtualTime()
  time.begin()
  const played = await playStubs(design, seconds, time)
  const journeys = Object.entries(result.journeys)
  const predictedErrors = journeys.reduce((sum, [, { errorRate }]) => sum + errorRate, 0) / journeys.length
  expect(Math.abs(played.errorRate - predictedErrors)).toBeLessThan(0.03)
  expect(played.errorRate).toBeGreaterThanOrEqual(each.fails ?? 0)
  for (const [name, { latency }] of journeys) {
    const ratio = (played.mean[name] ?? 0) / (latency.mean ?? Number.NaN)
    expect(ratio).toBeGreaterThan(0.88)
    expect(ratio).toBeLessThan(1.12)
  }
  const sum = (name: 'hedged' | 'refused') => Object.values(result.connections).reduce((total, figures) => total + (figures[name] ?? 0), 0)
  expect(Math.abs(played.hedged - sum('hedged'))).toBeLessThan(0.1 * Math.max(1, sum('hedged')))
  expect(Math.abs(played.refused - sum('refused'))).toBeLessThan(0.1 * Math.max(5, sum('refused')))
})

test.each([
  ['first come, first served', { concurrency: 4 }],
  ['which share two cores of their own', { discipline: 'processor-sharing', cpu: 2, concurrency: undefined }],
])('cores that a fault takes from requests %s', async (_, service) => {
  const drawn = designOf({ name: '', traffic: { rate: 12 }, service })
  const cpu = { kind: 'cpu' as const, target: 's', at: '0s', cpus: 0.6 }
  const design = { ...drawn, scenarios: { run: { duration: `${seconds}s`, warmup: '0s', faults: [cpu] } } }
  const { result } = simulate(design, 'run', seconds, 1)
  const time = new VirtualTime()
  time.begin()
  const played = await playStubs(design, seconds, time, { s: { factor: 1, errorRate: 0, cores: 0.6 } })
  const predicted = result.journeys.default?.latency.mean ?? Number.NaN
  // Work of 20 ms on 0.6 cores takes 33 ms alone, and two fifths of the cores are in use: 56 ms.
  expect(predicted).toBeGreaterThan(50)
  expect(Math.abs((played.mean.default ?? 0) / predicted - 1)).toBeLessThan(0.12)
})
