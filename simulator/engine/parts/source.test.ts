import { describe, expect, test } from 'vitest'
import { behindTraffic, resultOf } from '../fixtures/behind-traffic.ts'
import { simulate } from '../fixtures/simulate.ts'

/** Mean response time of a queue with one exponential server of mean 1 ms, in ms. */
const response = (traffic: Record<string, unknown>, seconds: number) =>
  resultOf(behindTraffic(traffic), seconds).components.s?.latency.mean ?? Number.NaN

const open = { concurrency: 100_000 }

test('a batch comes at once: M[5]/M/1', () => {
  // Gross et al. (2008) 3.1: L = rho (1 + b) / (2 (1 - rho)), here rho 0.5 and b 5.
  expect(response({ rate: 500, batch: 5 }, 1500) / ((0.5 * 6) / (2 * 0.5) / 0.5)).toBeCloseTo(1, 1.5)
})

test('bursts with silence between them: IPP/M/1', () => {
  // An interrupted Poisson process is a renewal process (Kuczura 1973); GI/M/1 has its response time at the root of sigma = A*(mu (1 - sigma)).
  const [lambda, ends, begins] = [0.9, 1 / 50, 1 / 100]
  const transform = (s: number) => (lambda * (s + begins)) / (s * s + (lambda + ends + begins) * s + lambda * begins)
  let sigma = 0.5
  for (let i = 0; i < 1000; i++) sigma = transform(1 - sigma)
  const bursty = { rate: 300, arrivals: 'bursty', burst: { on: '50ms', off: '100ms' } }
  expect(response(bursty, 4000) * (1 - sigma)).toBeCloseTo(1, 1.3)
})

test('bursts keep the mean rate, and quiet phases their share of it', () => {
  const design = behindTraffic({ rate: 200, arrivals: 'bursty', burst: { on: '20s', off: '80s', quiet: 0.25 } }, open)
  const { journeys } = resultOf(design, 3000)
  expect((journeys.default?.offered ?? 0) / 200).toBeCloseTo(1, 0.7)
  // 200 = 0.2 x busy + 0.8 x busy / 4, so that busy is 500/s and quiet 125/s.
  const seconds = (resultOf(design, 120).series.journeys.default?.offered ?? []).map(Number)
  expect(Math.max(...seconds)).toBeGreaterThan(400)
  expect(Math.min(...seconds)).toBeLessThan(160)
})

describe('a closed loop', () => {
  /** Exact mean value analysis (Reiser and Lavenberg 1980) of one queue and a delay. */
  const mva = (users: number, serviceMs: number, thinkMs: number) => {
    let queue = 0
    let answer = { perSecond: 0, responseMs: 0 }
    for (let n = 1; n <= users; n++) {
      const responseMs = serviceMs * (1 + queue)
      const perMs = n / (responseMs + thinkMs)
      queue = perMs * responseMs
      answer = { perSecond: perMs * 1000, responseMs }
    }
    return answer
  }
  const ten = { work: { time: '10ms' } }

  test.each([
    [8, { time: '100ms', distribution: 'exponential' }],
    [20, '100ms'],
    [3, '50ms'],
  ] as const)('of %s users who think %j keeps to mean value analysis', (users, think) => {
    const { journeys } = resultOf(behindTraffic({ users, think }, ten), 4000)
    const expected = mva(users, 10, typeof think === 'string' ? Number.parseFloat(think) : 100)
    expect((journeys.default?.throughput ?? 0) / expected.perSecond).toBeCloseTo(1, 2)
    expect((journeys.default?.latency.mean ?? 0) / expected.responseMs).toBeCloseTo(1, 1.5)
  })

  test('grows and shrinks with the scale, user by user', () => {
    const traffic = [
      { at: '20s', scale: 3, over: '20s' },
      { at: '60s', scale: 0.5 },
    ]
    const design = behindTraffic({ users: 10, think: '1ms' }, { work: { time: '9ms', distribution: 'constant' }, ...open }, {}, { traffic })
    const offered = (resultOf(design, 80).series.journeys.default?.offered ?? []).map(Number)
    expect([offered[15], offered[50], offered[75]].map((rate) => Math.round((rate ?? 0) / 100))).toEqual([10, 30, 5])
    // Halfway up there are twenty.
    expect((offered[29] ?? 0) / 100).toBeCloseTo(20, -0.5)
  })

  test('goes on after its source was stopped, frozen, or refused everywhere', () => {
    const faults = [
      { at: '10s', for: '5s', kind: 'kill' as const, target: 't' },
      { at: '20s', for: '5s', kind: 'pause' as const, target: 't' },
      { at: '30s', for: '5s', kind: 'kill' as const, target: 's' },
    ]
    const design = behindTraffic({ users: 10, think: '100ms' }, open, {}, { faults })
    const { simulation, result } = simulate(design, 'run', 60, 3)
    expect(simulation.world.users[0]).toMatchObject({ present: 10, wanted: 10, held: 0 })
    const offered = (result.series.journeys.default?.offered ?? []).map(Number)
    expect([offered[12], offered[22]]).toEqual([0, 0])
    expect(offered[50]).toBeGreaterThan(80)
  })
})

describe('a trace', () => {
  const times = ['5ms', '5ms', '20ms', '1s']

  test('brings its requests at its times, once or again and again', () => {
    const offered = (trace: object) => {
      const { simulation } = simulate(behindTraffic({ trace }, open, {}, { warmup: '0s' }), 'run', 10, 1)
      return simulation.world.meter.offered.total[0]
    }
    expect(offered({ times })).toBe(4)
    // Its period is its last time and the mean gap, 1.33 s: it begins eight times in 10 s and is in its eighth at the end.
    expect(offered({ times, loop: true })).toBe(31)
  })

  test('passes faster under a scale', () => {
    const design = behindTraffic({ trace: { times } }, open, {}, { warmup: '0s', traffic: [{ at: '0s', scale: 2 }] })
    const { series } = resultOf(design, 2)
    expect(series.journeys.default?.offered).toEqual([4, 0])
  })

  test('names journeys, from a file beside the design', () => {
    const design = behindTraffic({ trace: { file: 'a.csv' }, journeys: { browse: 1, buy: 1 } }, open, {}, { warmup: '0s' })
    const { result } = simulate(design, 'run', 10, 1, { 'a.csv': 'time,journey\n1,buy\n2,buy\n3,browse' })
    expect([result.journeys.buy?.offered, result.journeys.browse?.offered]).toEqual([0.2, 0.1])
    expect(() => simulate(design, 'run', 10, 1)).toThrow(
      't has its arrivals in a.csv, which was not read: save the design, and put the file beside it.',
    )
  })
})
