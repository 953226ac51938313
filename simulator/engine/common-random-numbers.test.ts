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
