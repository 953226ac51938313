import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import type { Latency, Result } from '../run/result.ts'
import { compareEngines } from './compare-engines.ts'

const design: Design = {
  microcosm: 1,
  components: { people: { kind: 'traffic', rate: 20 }, shop: { kind: 'service', name: 'Shop' } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
}
const latency = (p99: number | null): Latency => ({ mean: 10, p50: 8, p90: 15, p95: 18, p99, p999: null, max: null })
const judged = { metric: 'availability' as const, above: 0.99 }

function resultOf(engine: 'predict' | 'live', figures: { throughput: number; errorRate: number; p99: number | null }): Result {
  const { throughput, errorRate, p99 } = figures
  const component = {
    throughput,
    errorRate,
    utilisation: 0.5,
    queue: { mean: 0, max: 1 },
    inSystem: { mean: 1, max: 2 },
    replicas: { mean: 1, max: 1 },
    waiting: { ...latency(p99), share: 0 },
    latency: latency(p99),
  }
  return {
    engine,
    design: 'Shop',
    scenario: 'day',
    seed: 1,
    duration: 60,
    warmup: 0,
    wallSeconds: 1,
    events: 1,
    components: { shop: component },
    connections: { 'people->shop': { throughput, errorRate, retryRate: 0, latency: latency(p99) } },
    journeys: { default: { throughput, offered: throughput, errorRate, latency: latency(p99) } },
    objectives: [{ ...judged, actual: 1 - errorRate, met: errorRate < 0.01 }],
    series: { time: [], components: {}, connections: {}, journeys: {} },
    traces: [],
    notes: [],
  } as unknown as Result
}

test('each figure stands once, predicted, measured and by how much they differ', () => {
  const compared = compareEngines(
    design,
    resultOf('predict', { throughput: 20, errorRate: 0.004, p99: 40 }),
    resultOf('live', { throughput: 19, errorRate: 0.024, p99: 50 }),
  )
  const of = (figure: string) => compared.journeys.find((one) => one.figure === figure)
  expect(of('rate')).toEqual({ name: 'default', figure: 'rate', predicted: '20/s', measured: '19/s', difference: '−5 %' })
  expect(of('errors')).toMatchObject({ predicted: '0.4 %', measured: '2.4 %', difference: '+2 points' })
  expect(of('p99')).toMatchObject({ predicted: '40 ms', measured: '50 ms', difference: '+25 %' })
  expect(of('mean')?.difference).toBe('0 %')
  expect(compared.connections[0]?.name).toBe('people → Shop')
  expect(compared.objectives).toEqual([
    {
      name: 'every journey availability above 0.99',
      figure: 'met → missed',
      predicted: '99.6 %',
      measured: '97 %',
      difference: '−2 points',
    },
  ])
})

test('a promise of what it costs stands beside nothing measured', () => {
  const predicted = resultOf('predict', { throughput: 20, errorRate: 0, p99: 40 })
  const promise = { metric: 'cost' as const, below: 200, actual: 105, met: true, verdict: 'met' as const }
  const compared = compareEngines(
    design,
    { ...predicted, objectives: [promise, ...predicted.objectives] },
    resultOf('live', { throughput: 20, errorRate: 0.024, p99: 40 }),
  )
  expect(compared.objectives).toMatchObject([
    { name: 'total cost below 200', figure: 'met → –', predicted: '$105', measured: '–' },
    { name: 'every journey availability above 0.99', figure: 'met → missed', measured: '97 %' },
  ])
})

test('a figure that only one engine knows stands alone, and one that neither knows is left out', () => {
  const known = resultOf('predict', { throughput: 20, errorRate: 0, p99: null })
  const both = compareEngines(design, known, resultOf('live', { throughput: 0, errorRate: 0, p99: 50 }))
  const one = (figure: string) => both.components.find((each) => each.figure === figure)
  expect(one('p99')).toMatchObject({ name: 'Shop', predicted: '–', measured: '50 ms', difference: '–' })
  expect(one('rate')).toMatchObject({ measured: '0/s', difference: '−100 %' })
  expect(compareEngines(design, known, known).components.map(({ figure }) => figure)).toEqual(['rate', 'errors', 'utilisation'])
})
