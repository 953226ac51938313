import { expect, test } from 'vitest'
import { findBottleneck } from '../../../app/analysis/bottleneck.ts'
import type { Design } from '../../../app/design/design.ts'
import type { Fault } from '../../../app/faults/faults.ts'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'

/** 200 messages a second, each of which takes a consumer with plenty of workers 10 ms. */
function toDesign(log: object, consumer: object = {}, faults: Fault[] = []): Design {
  return {
    microcosm: 1,
    components: {
      t: { kind: 'traffic', rate: 200, arrivals: 'constant' },
      log: { kind: 'kafka', work: { time: '0ms', distribution: 'constant' }, ...log },
      s: { kind: 'service', concurrency: 100, work: { time: '10ms', distribution: 'constant' }, ...consumer },
    },
    connections: [
      { from: 't', to: 'log', protocol: 'kafka' },
      { from: 'log', to: 's', protocol: 'kafka' },
    ],
    scenarios: { run: { duration: '50s', warmup: '5s', faults } },
  }
}
const handled = (design: Design) => resultOf(design).components.s?.throughput ?? 0

test('consumers take no more at once than there are partitions', () => {
  expect(handled(toDesign({}))).toBeCloseTo(200, 0)
  expect(handled(toDesign({ partitions: { count: 1 } }))).toBeCloseTo(100, 0)
  // A batch is one request, and takes what has come meanwhile.
  expect(resultOf(toDesign({ partitions: { count: 1 }, batch: { size: 4 } })).components.log?.queue.mean).toBeLessThan(3)
  expect(handled(toDesign({ partitions: { count: 8 } }))).toBeCloseTo(200, 0)
})

test('a hot partition is as slow as one, and the sentence says what holds it up', () => {
  const design = toDesign({ partitions: { count: 8, shares: [0.8, 0.2] } })
  const result = resultOf(design)
  // 100 of the 160 a second, and all of the other 40.
  expect(result.components.s?.throughput).toBeGreaterThan(135)
  expect(result.components.s?.throughput).toBeLessThan(145)
  const found = findBottleneck(design, result)
  expect(found?.sentence).toContain('The partitions of log are the bottleneck')
  expect(found?.component).toBe('log')
})

test('replicas that have no partition get nothing, and what one had goes to those that are left', () => {
  const slow = { replicas: 4, concurrency: 1, work: { time: '20ms', distribution: 'constant' } }
  expect(handled(toDesign({ partitions: { count: 2 } }, slow))).toBeCloseTo(100, 0)
  expect(handled(toDesign({ partitions: { count: 4 } }, slow))).toBeGreaterThan(195)
  const killed: Fault[] = [{ at: '0s', kind: 'kill', target: 's', replicas: 2 }]
  expect(handled(toDesign({ partitions: { count: 4 } }, slow, killed))).toBeCloseTo(100, 0)
})

test('what failed is next again: those behind it in its partition wait until it may be seen', () => {
  const failing = { failureRate: 0.5 }
  const times = (partitions?: object) =>
    handled(toDesign({ visibilityTimeout: '100ms', maxReceives: 2, ...(partitions ? { partitions } : {}) }, failing))
  // Each message is handled once or, in half of the cases, twice, the second time 100 ms after the first.
  expect(times()).toBeGreaterThan(290)
  expect(times({ count: 1 })).toBeCloseTo(1.5 / (0.5 * 0.01 + 0.5 * 0.11), -1)
})

test('the shard of a key alone can answer: where it is dead, its share of the calls fails', () => {
  const faults: Fault[] = [{ at: '0s', kind: 'kill', target: 's', replicas: 1 }]
  const shop = { replicas: 2, concurrency: 10 }
  const errors = (shards?: object, more: object = {}) => {
    const call = { ...more, ...(shards ? { shards } : {}) }
    return resultOf(behindTraffic({ rate: 200 }, shop, call, { duration: '100s', faults })).journeys.default?.errorRate
  }
  expect(errors()).toBe(0)
  // It is the same key that is asked for again.
  expect(errors({ shares: [0.7, 0.3] }, { retries: { attempts: 3 } })).toBeCloseTo(0.7, 1)
  expect(errors({ shares: [0.7, 0.3] })).toBeCloseTo(0.7, 1)
  expect(errors({ keys: 2, zipf: 1 })).toBeCloseTo(2 / 3, 1)
})
