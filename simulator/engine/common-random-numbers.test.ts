import { describe, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { simulate } from './fixtures/simulate.ts'

const design = (workTime: string): Design => ({
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 100 },
    shop: { kind: 'service', concurrency: 1, work: { time: workTime } },
    stock: { kind: 'service', concurrency: 2, work: { time: '6ms', distribution: 'lognormal', cv: 2 } },
  },
  connections: [
    { from: 'people', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'stock', protocol: 'http', mode: 'async' },
  ],
  scenarios: { run: { duration: '1h' } },
})
const meanOf = (of: Design, seed: number) => simulate(of, 'run', 200, seed).result.components.shop?.latency.mean ?? 0

/** Two journeys that share a service, and overtake each other there and on their ways. */
const crossing = (rate: number): Design => ({
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate, journeys: { read: 3, buy: 1 } },
    shop: { kind: 'service', concurrency: 2, work: { time: '4ms' } },
    stock: { kind: 'service', concurrency: 1, replicas: 2, work: { time: '6ms', distribution: 'lognormal', cv: 1.5 } },
  },
  connections: [
    { from: 'people', to: 'shop', protocol: 'http' },
    { from: 'shop', to: 'stock', protocol: 'http', balance: 'random', calls: { read: 0.6, buy: 2 } },
  ],
  scenarios: { run: { duration: '1h' } },
})

describe('traffic that is a hundredth more under one seed', () => {
  const p99 = (rate: number, seed: number) => simulate(crossing(rate), 'run', 300, seed).result.journeys.buy?.latency.p99 ?? 0
  const changes = [1, 2, 3, 4, 5].map((seed) => p99(101, seed) / p99(100, seed) - 1)

  test('never makes anybody faster, though its requests come in another order', () => {
    for (const change of changes) expect(change).toBeGreaterThan(-0.005)
  })

  test('shows the same change within a few thousandths, which is far less than chance between two seeds', () => {
    expect(Math.max(...changes) - Math.min(...changes)).toBeLessThan(0.03)
    const alone = [1, 2, 3, 4, 5].map((seed) => p99(100, seed))
    expect(Math.max(...alone) / Math.min(...alone) - 1).toBeGreaterThan(0.05)
  })
})

describe('two designs under one seed', () => {
  // M/M/1 at half load: 1 % more work makes 1 / (198.02 - 100) of 1 / (200 - 100), which is 2.02 % more.
  test.each([1, 2, 3, 4, 5])('a work time a hundredth longer shows in one run of each, seed %i', (seed) => {
    const change = meanOf(design('5.05ms'), seed) / meanOf(design('5ms'), seed) - 1
    expect(change).toBeGreaterThan(0.017)
    expect(change).toBeLessThan(0.024)
  })

  test('chance between two seeds is greater than that change, so that without it nothing would be seen', () => {
    const means = [1, 2, 3, 4, 5].map((seed) => meanOf(design('5ms'), seed))
    expect(Math.max(...means) / Math.min(...means) - 1).toBeGreaterThan(0.02)
  })

  test('what is added elsewhere leaves a component’s figures as they were', () => {
    const before = design('5ms')
    const after: Design = {
      ...before,
      components: { first: { kind: 'traffic', rate: 50 }, other: { kind: 'service' }, ...before.components },
      connections: [{ from: 'first', to: 'other', protocol: 'http' }, ...(before.connections ?? [])],
    }
    const figures = (of: Design) => simulate(of, 'run', 50, 9).result.components
    expect(figures(after).shop).toEqual(figures(before).shop)
    expect(figures(after).stock).toEqual(figures(before).stock)
  })
})
