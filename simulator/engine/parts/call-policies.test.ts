import { describe, expect, test } from 'vitest'
import type { Design } from '../../../app/design/design.ts'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'
import { simulate } from '../fixtures/simulate.ts'

const many = { concurrency: 100_000, work: { time: '10ms' } }
const always = (ms: number) => ({ concurrency: 100_000, work: { time: `${ms}ms`, distribution: 'constant' } })

describe('hedged calls', () => {
  const after = '23.025850929940457ms'

  test('after the p90 end sooner, for a tenth more calls', () => {
    const result = resultOf(behindTraffic({ rate: 1000 }, many, { hedge: { after } }), 500)
    // P(T > t) = e^(-d/m) e^(-2(t-d)/m) beyond the delay d; the p99 without it is 46.05 ms.
    expect((result.journeys.default?.latency.p99 ?? 0) / 34.53877639).toBeCloseTo(1, 1.5)
    expect((result.connections['t->s']?.hedged ?? 0) / 100).toBeCloseTo(1, 1.5)
    // The slower attempt is worked on all the same.
    expect((result.components.s?.throughput ?? 0) / 1100).toBeCloseTo(1, 1.7)
    expect(result.journeys.default?.errorRate).toBe(0)
  })

  test('go on while any attempt is under way, and fail when all have', () => {
    const failing = (failureRate: number) =>
      resultOf(behindTraffic({ rate: 100 }, { ...always(10), failureRate }, { hedge: { after: '4ms', attempts: 2 } }), 200)
    // Three attempts, at 0, 4 and 8 ms: the first to succeed answers, so only the third power of the failures is left.
    expect((failing(0.3).journeys.default?.errorRate ?? 0) / 0.3 ** 3).toBeCloseTo(1, 0.7)
    expect(failing(1).journeys.default?.errorRate).toBe(1)
  })

  test('with a timeout for each attempt', () => {
    // The first attempt is given up after 20 ms, the second, sent at 10 ms, answers at 28 ms in half of the cases.
    const slow = { concurrency: 100_000, work: { time: '1ms', distribution: 'empirical', samples: ['18ms', '1s'] } }
    const { journeys } = resultOf(behindTraffic({ rate: 100 }, slow, { hedge: { after: '10ms' }, timeout: '20ms' }), 300)
    expect(journeys.default?.errorRate).toBeCloseTo(0.25, 1.5)
    expect(journeys.default?.latency.max).toBeCloseTo(28, 6)
  })
})

test('retries without a backoff come at once, however many there are and however fast it would grow', () => {
  const retries = { attempts: 400, backoffFactor: 100 }
  const { connections, components, journeys } = resultOf(
    behindTraffic({ rate: 1, arrivals: 'constant' }, { ...always(1), failureRate: 1 }, { retries }),
    20,
  )
  expect(journeys.default?.errorRate).toBe(1)
  expect(connections['t->s']?.retryRate).toBeCloseTo(400 / 401, 3)
  expect((components.s?.throughput ?? 0) / 401).toBeCloseTo(1, 1)
})

describe('a bulkhead', () => {
  test('is Erlang B at the caller', () => {
    const result = resultOf(behindTraffic({ rate: 8 }, { ...many, work: { time: '1s' } }, { bulkhead: 10 }), 20_000)
    expect((result.journeys.default?.errorRate ?? 0) / 0.1216610643).toBeCloseTo(1, 1.3)
    expect(result.connections['t->s']?.errorRate).toBe(0)
    expect((result.connections['t->s']?.refused ?? 0) / (8 * 0.1216610643)).toBeCloseTo(1, 1.3)
  })

  test('is of each replica of the caller', () => {
    const design = behindTraffic({ rate: 40, arrivals: 'constant', batch: 8 }, { replicas: 2, ...always(0) })
    design.components.d = { kind: 'service', ...always(100) }
    design.connections?.push({ from: 's', to: 'd', protocol: 'http', bulkhead: 3 })
    // Of eight at once, four come to each replica and three may go on.
    expect(resultOf(design, 50).journeys.default?.errorRate).toBeCloseTo(0.25, 6)
  })
})

describe('a connection pool', () => {
  test('is M/M/c at the caller', () => {
    const result = resultOf(behindTraffic({ rate: 320 }, many, { pool: { size: 4 } }), 1500)
    // Erlang C for 4 at rho 0.8: a response time of 17.4554 ms.
    expect((result.connections['t->s']?.latency.mean ?? 0) / 17.4554).toBeCloseTo(1, 1.3)
    expect(result.components.s?.inSystem.max).toBe(4)
  })

  test('turns away who finds its queue full', () => {
    const result = resultOf(behindTraffic({ rate: 90 }, many, { pool: { size: 1, queueLimit: 9 } }), 5000)
    // M/M/1/10 at rho 0.9.
    expect((result.journeys.default?.errorRate ?? 0) / 0.05081373133).toBeCloseTo(1, 1)
  })

  test('and who waits for too long', () => {
    const result = resultOf(behindTraffic({ rate: 120 }, many, { pool: { size: 1, timeout: '200ms' } }), 3000)
    // M/M/1+D with a deadline of twenty services.
    expect((result.journeys.default?.errorRate ?? 0) / 0.1688138426).toBeCloseTo(1, 1.3)
    expect(result.components.s?.inSystem.max).toBe(1)
  })

  test('is free again after a timeout of the call', () => {
    const design = behindTraffic({ rate: 5, arrivals: 'constant' }, always(1000), { pool: { size: 1, queueLimit: 0 }, timeout: '100ms' })
    const result = resultOf(design, 20)
    expect(result.connections['t->s']?.refused).toBe(0)
    expect(result.journeys.default?.errorRate).toBe(1)
  })
})

describe('a rate limit of the caller', () => {
  test('keeps calls off the connection', () => {
    const result = resultOf(behindTraffic({ rate: 120 }, always(1), { rateLimit: { rate: 100, burst: 20 } }), 5000)
    expect((result.journeys.default?.errorRate ?? 0) / 0.1667626655).toBeCloseTo(1, 1.3)
    expect((result.connections['t->s']?.throughput ?? 0) / (120 * (1 - 0.1667626655))).toBeCloseTo(1, 1.7)
  })
})

describe('a circuit breaker that counts failures in a row', () => {
  const breaker = { consecutive: 5, openFor: '10s' }

  test('lets one probe through for each open time and gap', () => {
    const result = resultOf(behindTraffic({ rate: 100 }, { ...always(0), failureRate: 1 }, { breaker }, { warmup: '20s' }), 10_000)
    // Renewal reward: one call for each 10 s and the mean gap until the next.
    expect((result.components.s?.throughput ?? 0) / 0.0999000999).toBeCloseTo(1, 1.5)
    expect(result.connections['t->s']?.refused).toBeCloseTo(100, -1)
  })

  test('closes after as many successes as it wants', () => {
    const faults = [{ at: '5s', for: '5s', kind: 'errors' as const, target: 's', rate: 1 }]
    const design = behindTraffic(
      { rate: 10, arrivals: 'constant' },
      always(50),
      { breaker: { consecutive: 3, openFor: '7s', probes: 3 } },
      { faults, warmup: '0s' },
    )
    const offered = resultOf(design, 20).series.components.s?.throughput?.map(Number) ?? []
    // Open from 5.3 s until 12.3 s; then three probes pass side by side within the time that one takes.
    expect(offered.slice(7, 12)).toEqual([0, 0, 0, 0, 0])
    expect(offered.slice(13, 19)).toEqual([10, 10, 10, 10, 10, 10])
  })
})

test('calls of one connection side by side take as long as the slowest', () => {
  const at = (parallel: boolean) =>
    resultOf(behindTraffic({ rate: 10 }, many, { calls: 10, parallel }), 2000).journeys.default?.latency.mean ?? 0
  // The harmonic number of ten, against their sum.
  expect(at(true) / 29.28968).toBeCloseTo(1, 1.5)
  expect(at(false) / 100).toBeCloseTo(1, 1.5)
})

test('backoff grows by its factor up to the longest', () => {
  const retries = { attempts: 4, backoff: '10ms', backoffFactor: 3, maxBackoff: '50ms' }
  const design: Design = behindTraffic({ rate: 1, arrivals: 'constant' }, { ...always(0), failureRate: 1 }, { retries })
  const { traces } = simulate(design, 'run', 10, 1).result
  expect(traces[0]?.root.children.map(({ startMs }) => Math.round(startMs))).toEqual([0, 10, 40, 90, 140])
})
