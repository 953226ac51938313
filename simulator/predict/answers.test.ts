import { resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Design, Objective } from '../../app/design/design.ts'
import { findCapacity } from './find-capacity.ts'
import { findSensitivity } from './find-sensitivity.ts'
import { PredictPool } from './predict-pool.ts'
import { sweep } from './sweep.ts'

const pool = new PredictPool(resolve(import.meta.dirname, 'worker.ts'), 2)
afterAll(() => pool.close())
const never = new AbortController().signal

/** M/M/1: a mean response of 1 / (mu - lambda). */
const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 100 },
    shop: { kind: 'service', concurrency: 1, work: { time: '5ms' } },
    log: { kind: 'service', concurrency: 100, work: { time: '1ms', distribution: 'constant' } },
  },
  connections: [
    { from: 'people', to: 'shop', protocol: 'http', timeout: '10s' },
    { from: 'shop', to: 'log', protocol: 'http', mode: 'async' },
  ],
  scenarios: {
    day: {
      duration: '400s',
      warmup: '20s',
      objectives: [
        { metric: 'mean', below: '25ms' },
        { metric: 'throughput', above: 50 },
        { metric: 'p50', below: '10s' },
      ],
    },
  },
}
const request = { design, scenario: 'day', seed: 3 }

describe('capacity', () => {
  test('finds where a mean response breaks, and what binds there', async () => {
    const progress: number[] = []
    const [mean, throughput, held] = await findCapacity(pool, request, never, (done, total) => progress.push(done / total))
    // 1 / (200 - lambda) = 25 ms at 160/s.
    expect(mean?.ratePerSecond).toBeGreaterThan(155)
    expect(mean?.ratePerSecond).toBeLessThan(165)
    expect((mean?.missed ?? 0) / (mean?.met ?? 1)).toBeLessThanOrEqual(1.01)
    expect(mean?.component).toBe('shop')
    expect(throughput?.met).toBeCloseTo(0.5, 1)
    // The timeout keeps every answer below it, but beyond what the workers can carry hardly anybody is answered,
    // and close to that 400 s do not tell.
    expect(held?.met).toBeGreaterThan(1.85)
    expect(held?.missed).toBeLessThanOrEqual(2.02)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
  })

  test('names what binds on the way of the journey that breaks, and not what is busier beside it', async () => {
    const beside: Design = {
      ...design,
      components: {
        ...design.components,
        people: { kind: 'traffic', rate: 100, journeys: { buy: 1 } },
        robots: { kind: 'traffic', rate: 100, journeys: { crawl: 1 } },
        archive: { kind: 'service', concurrency: 1, work: { time: '9ms' }, queueLimit: 10 },
      },
      connections: [...(design.connections ?? []), { from: 'robots', to: 'archive', protocol: 'http' }],
      scenarios: { day: { duration: '60s', objectives: [{ journey: 'buy', metric: 'mean', below: '25ms' }] } },
    }
    const [buy] = await findCapacity(pool, { design: beside, scenario: 'day', seed: 3 }, never)
    expect(buy?.component).toBe('shop')
  })

  // p99 = ln 100 / (mu - lambda), so 400 ms are kept up to 50 - ln 100 / 0.4 = 38.49/s, of 50/s that the worker can serve.
  const short = (objective: Objective): Design => ({
    microcosm: 1,
    components: { people: { kind: 'traffic', rate: 30 }, shop: { kind: 'service', concurrency: 1, work: { time: '20ms' } } },
    connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
    scenarios: { day: { duration: '30s', objectives: [objective] } },
  })

  test('is known by runs that go on, and never more than the worker serves', { timeout: 300_000 }, async () => {
    const asked = { design: short({ metric: 'p99', below: '400ms' }), scenario: 'day', seed: 2, precision: 0.1 }
    const [p99] = await findCapacity(pool, asked, never)
    expect(p99?.surely?.met ?? 9).toBeLessThan(38.49 / 30)
    expect(p99?.surely?.missed ?? 0).toBeGreaterThan(38.49 / 30)
    expect((p99?.surely?.missed ?? 9) / (p99?.surely?.met ?? 1)).toBeLessThan(1.15)
    expect(p99?.ratePerSecond ?? 99).toBeLessThan(50)
  })

  test('is not known where every run is too short for the figure, and says what it takes', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const asked = { design: short({ metric: 'p99', below: '800ms' }), scenario: 'day', seed }
      const [p99] = await findCapacity(pool, asked, never)
      expect(await findCapacity(pool, asked, never)).toEqual([p99])
      expect(p99?.surely?.met).toBeNull()
      expect(p99?.needed ?? 0).toBeGreaterThan(30)
      expect(p99?.ratePerSecond ?? 99).toBeLessThan(50)
    }
  })

  test('says so where there is nothing to break', async () => {
    await expect(findCapacity(pool, { design, seed: 1 }, never)).rejects.toThrow('Scenario steady has no objectives')
  })
})

test('sensitivity ranks what moves the p99 most: a second worker, then work time and traffic, and not the log', async () => {
  const { figure, parameters } = await findSensitivity(pool, request, undefined, never)
  expect(figure).toBeGreaterThan(0)
  const order = parameters.map(({ path }) => path)
  expect(order[0]).toBe('components.shop.concurrency')
  expect(order.slice(1, 4).sort()).toEqual(['components.people.rate', 'components.shop.work.time', 'traffic.scale'])
  const work = parameters.find(({ path }) => path === 'components.shop.work.time')
  // p99 = ln(100) / (1/E[S] - lambda): 22 % more at a tenth more work, 18 % less at a tenth less.
  expect(work?.change).toBeGreaterThan(0.17)
  expect(work?.change).toBeLessThan(0.3)
  expect(order).not.toContain('components.log.work.time')
})

test('a sweep gives the same curve whatever runs beside it, and names a path it does not know', async () => {
  const values = [3, 4, 5, 6, 7, 8]
  const { points } = await sweep(pool, request, 'components.shop.work.time', values, never)
  const means = points.map(({ result }) => result.components.shop?.latency.mean ?? 0)
  for (const [i, ms] of values.entries()) expect(means[i]).toBeCloseTo(1000 / (1000 / ms - 100), -1)
  await expect(sweep(pool, request, 'components.shop.wrok.time', values, never)).rejects.toThrow('did you mean components.shop.work.time?')
  await expect(sweep(pool, request, 'components.shop.concurrency', [1.5], never)).rejects.toThrow(
    'components.shop.concurrency cannot be 1.5',
  )
})

describe('sensitivity of a p99 with little behind it', () => {
  // 0.5 of a worker, and a second one that hardly matters; the p99 of 30 s is that of a few dozen requests.
  const noisy = (duration: string, events: object = {}): Design => ({
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate: 40 },
      shop: { kind: 'service', concurrency: 1, work: { time: '12ms' } },
      stock: { kind: 'service', concurrency: 50, work: { time: '1ms' } },
    },
    connections: [
      { from: 'people', to: 'shop', protocol: 'http' },
      { from: 'shop', to: 'stock', protocol: 'http' },
    ],
    scenarios: { day: { duration, ...events } },
  })

  test('ranks what moves it by runs that are long enough: work first, and more traffic is slower', { timeout: 120_000 }, async () => {
    const asked = { design: noisy('30s'), scenario: 'day', seed: 4, precision: 0.05 }
    const { figure, parameters } = await findSensitivity(pool, asked, undefined, never)
    expect(figure).toBeGreaterThan(0)
    const of = (path: string) => parameters.find((each) => each.path === path)
    expect(parameters.filter(({ kind }) => kind !== 'count')[0]?.path).toBe('components.shop.work.time')
    for (const path of ['components.shop.work.time', 'traffic.scale', 'components.people.rate']) {
      expect(of(path)?.sure, path).toBe(true)
      expect(of(path)?.high.figure ?? 0, path).toBeGreaterThan(of(path)?.low.figure ?? 0)
    }
    // A twelfth of the work, on workers that are free: at most a hundredth of the p99.
    expect(Math.abs(of('components.stock.work.time')?.change ?? 0)).toBeLessThan(0.03)
    expect(await findSensitivity(pool, asked, undefined, never)).toEqual({ figure, parameters })
  })

  test('is not known where too few requests come, and says what it takes', async () => {
    const fault = { faults: [{ kind: 'slow', target: 'stock', factor: 2, at: '2s', for: '2s' }] }
    const { figure, parameters, needed } = await findSensitivity(
      pool,
      { design: noisy('8s', fault), scenario: 'day', seed: 4, precision: 0.05 },
      undefined,
      never,
    )
    expect(figure).toBeNull()
    expect(parameters).toEqual([])
    // 30 beyond the p99 of 40/s: 75 s at least.
    expect(needed ?? 0).toBeGreaterThan(70)
  })
})
