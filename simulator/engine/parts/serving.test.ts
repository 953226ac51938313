import { describe, expect, test } from 'vitest'
import type { Result } from '../../../app/run/result.ts'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'
import { rounded } from '../fixtures/rounded.ts'
import { simulate } from '../fixtures/simulate.ts'

const at = (result: Result) => result.components.s as Result['components'][string]
const lognormal = { time: '1ms', distribution: 'lognormal', cv: 2 }

describe('processor sharing', () => {
  const shared = { discipline: 'processor-sharing', cpu: 1, concurrency: undefined }

  test.each([
    ['exponential', { time: '1ms' }, 0.8, 600],
    ['lognormal with cv 2', lognormal, 0.8, 800],
    ['constant', { time: '1ms', distribution: 'constant' }, 0.5, 400],
  ])('takes E[S]/(1-rho) whatever the distribution: %s', (_, work, rho, seconds) => {
    // Kleinrock II (1976) 4.4; the same as M/M/1.
    const result = at(resultOf(behindTraffic({ rate: 1000 * rho }, { ...shared, work }), seconds))
    expect((result.latency.mean ?? 0) * (1 - rho)).toBeCloseTo(1, 1.3)
    expect(result.utilisation).toBeCloseTo(rho, 1.7)
    expect(result.waiting.share).toBe(0)
  })

  test('is M/M/c where each request may have a core', () => {
    // Erlang C for 2 servers at rho 0.8: a response time of 2.7778 ms.
    const result = at(resultOf(behindTraffic({ rate: 1600 }, { ...shared, cpu: 2 }), 600))
    expect((result.latency.mean ?? 0) / 2.777778).toBeCloseTo(1, 1.3)
    expect(result.utilisation).toBeCloseTo(0.8, 1.7)
  })

  test('is first come, first served where one request at a time shares', () => {
    const fifo = at(resultOf(behindTraffic({ rate: 700 }, { work: lognormal }), 50))
    const one = at(resultOf(behindTraffic({ rate: 700 }, { ...shared, concurrency: 1, work: lognormal }), 50))
    expect(one.latency.mean).toBeCloseTo(fifo.latency.mean ?? 0, 9)
  })

  test('half a core takes twice as long', () => {
    const constant = { time: '10ms', distribution: 'constant' }
    const design = behindTraffic({ rate: 1, arrivals: 'constant' }, { ...shared, cpu: 0.5, work: constant })
    expect(at(resultOf(design, 20)).latency.mean).toBeCloseTo(20, 9)
  })

  test('that cannot keep up has no steady latency', () => {
    const { components, notes } = resultOf(behindTraffic({ rate: 1200 }, shared), 60)
    expect(components.s?.latency.mean).toBeNull()
    expect(notes.join()).toMatch(/^s is overloaded/)
  })
})

test('a CPU fault slows what is worked on together, and nothing else', () => {
  const faults = [{ at: '20s', for: '20s', kind: 'cpu' as const, target: 's', cpus: 1 }]
  const service = { concurrency: 4, work: { time: '10ms', distribution: 'constant' } }
  const design = behindTraffic({ rate: 20, batch: 2, arrivals: 'constant' }, service, {}, { faults })
  const mean = resultOf(design, 60).series.components.s?.mean ?? []
  // Two come at once and have a core each; with one core for both, each takes twice as long.
  expect([mean[10], mean[30], mean[50]]).toEqual([10, 20, 10].map((ms) => expect.closeTo(ms, 6)))
})

describe('priority', () => {
  const journeys = { gold: 3, other: 5 }
  const waits = (priorities: object) => {
    const design = behindTraffic({ rate: 800, journeys }, { discipline: 'priority', priorities })
    const { journeys: seen } = resultOf(design, 1500)
    return [seen.gold?.latency.mean ?? 0, seen.other?.latency.mean ?? 0].map((ms) => ms - 1)
  }

  test('keeps to Cobham: W0/(1-rho1) and W0/((1-rho1)(1-rho))', () => {
    const [gold = 0, other = 0] = waits({ gold: 1, other: 2 })
    expect(gold / (0.8 / 0.7)).toBeCloseTo(1, 1.3)
    expect(other / (0.8 / (0.7 * 0.2))).toBeCloseTo(1, 1.3)
  })

  test('a journey that is not named comes last', () => {
    const [gold = 0, other = 0] = waits({ gold: 7 })
    expect(other / gold).toBeGreaterThan(3)
  })

  test('of equals the first is served first, as without priorities', () => {
    const equal = at(resultOf(behindTraffic({ rate: 800 }, { discipline: 'priority', priorities: { default: 1 } }), 60))
    const plain = at(resultOf(behindTraffic({ rate: 800 }), 60))
    expect(rounded(equal)).toEqual(rounded(plain))
  })
})

describe('a queue timeout', () => {
  test('that is constant keeps to M/M/1+D', () => {
    // Barrer (1957), Baccelli and Hebuterne (1981).
    const result = at(resultOf(behindTraffic({ rate: 1200 }, { queueTimeout: '20ms' }), 300))
    expect(result.errorRate / 0.1688138426).toBeCloseTo(1, 1.3)
    expect((result.throughput * (1 - result.errorRate)) / 997.4233888).toBeCloseTo(1, 2)
    expect(result.abandoned).toBeCloseTo(result.throughput * result.errorRate, 6)
    expect(result.waiting.max).toBeLessThanOrEqual(20 + 1e-6)
  })

  test('that varies keeps to Erlang-A', () => {
    // Palm (1957): impatience of mean 20 ms, exponential.
    const result = at(resultOf(behindTraffic({ rate: 1200 }, { queueTimeout: { time: '20ms' } }), 300))
    expect(result.errorRate / 0.2163593563).toBeCloseTo(1, 1.3)
  })

  test('is looked at when a frozen replica goes on', () => {
    const faults = [{ at: '10s', for: '5s', kind: 'pause' as const, target: 's' }]
    const design = behindTraffic({ rate: 10, arrivals: 'constant' }, { queueTimeout: '1s' }, {}, { faults, warmup: '0s' })
    const errors = resultOf(design, 20).series.components.s
    expect(errors?.throughput?.slice(11, 14)).toEqual([0, 0, 0])
    expect(errors?.errorRate?.[14]).toBeGreaterThan(0.3)
  })
})

describe('a rate limit', () => {
  const free = { concurrency: 100_000 }

  test('refuses as many as a queue with constant service and room for the burst (M/D/1/K)', () => {
    const result = at(resultOf(behindTraffic({ rate: 120 }, { ...free, rateLimit: { rate: 100, burst: 20 } }), 6000))
    expect(result.errorRate / 0.1667626655).toBeCloseTo(1, 1.3)
    expect(result.rejected).toBeCloseTo(result.throughput * result.errorRate, 6)
  })

  test('lets a burst through, and no more', () => {
    const traffic = { trace: { times: Array(200).fill('1ms') } }
    const { simulation } = simulate(
      behindTraffic(traffic, { ...free, rateLimit: { rate: 100, burst: 50 } }, {}, { warmup: '0s' }),
      'run',
      10,
      1,
    )
    expect(200 - (simulation.world.meter.failed.total[1] ?? 0)).toBe(50)
  })

  test('lets an even stream of its own rate through', () => {
    const design = behindTraffic({ rate: 30, arrivals: 'constant' }, { ...free, rateLimit: { rate: 30, burst: 1 } })
    expect(at(resultOf(design, 1000)).errorRate).toBe(0)
  })
})

describe('breakdowns', () => {
  test('that keep the work keep to White and Christie', () => {
    const breakdowns = { every: '1s', for: '50ms', kind: 'pause' }
    const result = at(resultOf(behindTraffic({ rate: 600 }, { breakdowns }), 2500))
    // (1958): an M/M/1 whose server is away at random, mean response time 9.2728 ms.
    expect((result.latency.mean ?? 0) / 9.272844273).toBeCloseTo(1, 1)
    expect(result.replicas.mean).toBeCloseTo(1 / 1.05, 1.7)
  })

  test('that kill fail what is under way, each replica on its own', () => {
    const breakdowns = { every: '1s', for: '250ms', distribution: 'exponential' }
    const result = at(resultOf(behindTraffic({ rate: 50 }, { replicas: 3, breakdowns, concurrency: 100 }), 3000))
    expect(result.replicas.mean).toBeCloseTo(3 * 0.8, 0.7)
    // Nobody is there to take a request when all three are away.
    expect(result.errorRate / 0.2 ** 3).toBeCloseTo(1, 0)
  })

  test('come evenly where they are constant', () => {
    const breakdowns = { every: '2s', for: '1s', distribution: 'constant' }
    const { series } = resultOf(behindTraffic({ rate: 10 }, { breakdowns }, {}, { warmup: '0s' }), 12)
    expect(series.components.s?.replicas?.slice(0, 9)).toEqual([1, 0, 1, 1, 0, 1, 1, 0, 1])
  })
})

test('a memory fault kills a replica whose requests need more, again and again', () => {
  const faults = [{ at: '10s', for: '20s', kind: 'memory' as const, target: 's', limit: '200MiB' }]
  // Sixteen workers of 25 MiB each: more than eight at once are too many.
  const service = { concurrency: 16, memory: '400MiB', work: { time: '100ms', distribution: 'constant' } }
  const errors = (rate: number) => {
    const { series } = resultOf(behindTraffic({ rate, arrivals: 'constant' }, service, {}, { faults, warmup: '0s' }), 40)
    const column = (series.components.s?.errorRate ?? []).map(Number)
    return [column[5], Math.max(...column.slice(11, 29)), column[38]]
  }
  expect(errors(120)).toEqual([0, 1, 0])
  expect(errors(70)).toEqual([0, 0, 0])
})
