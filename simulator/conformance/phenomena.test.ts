import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withParameter } from '../../app/analysis/parameters.ts'
import type { Design } from '../../app/design/design.ts'
import { readDocument } from '../../app/design/document.ts'
import type { Result } from '../../app/run/result.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import { PredictPool } from '../predict/predict-pool.ts'
import { sweep } from '../predict/sweep.ts'
import { workerPath } from './check-cases.ts'
import { metastableRate } from './formulas/storms.ts'

/** What the examples of failure are there to show, seen in the prediction. */

function example(name: string): Design {
  const text = readFileSync(resolve(import.meta.dirname, `../../assets/examples/${name}.microcosm.yaml`), 'utf8')
  const { design, problems } = readDocument(text)
  if (!design || problems.length > 0) throw new Error(`${name} is not sound: ${problems[0]?.message}`)
  return design
}

const predict = (name: string, scenario: string) => simulate(example(name), scenario, undefined, 1).result
const errors = (result: Result, journey: string) => result.journeys[journey]?.errorRate ?? Number.NaN

/** One figure of a component over the seconds from `from` to `to`. */
function seconds(result: Result, component: string, figure: string, from: number, to: number): number[] {
  const column = result.series.components[component]?.[figure] ?? []
  return column.filter((_, i) => (result.series.time[i] ?? 0) > from && (result.series.time[i] ?? 0) <= to).map((value) => value ?? 0)
}
const most = (values: number[]) => Math.max(...values)
const changes = (values: number[]) => values.filter((value, i) => i > 0 && value !== values[i - 1]).length

describe('a retry storm', () => {
  test('outlasts its trigger, unless a budget or a breaker ends it', () => {
    const later = predict('retry-storm', 'afterwards')
    expect(errors(later, 'eager')).toBeGreaterThan(0.99)
    expect(errors(later, 'thrifty')).toBeLessThan(0.01)
    expect(errors(later, 'careful')).toBeLessThan(0.01)
  })

  test('does not catch on where the shop can take all retries', () => {
    expect(errors(predict('retry-storm', 'half-traffic'), 'eager')).toBeLessThan(0.01)
  })

  test.each([1, 3])(
    'with %i retries is metastable from where rate x (1 + retries) reaches the capacity, within 3 percent',
    async (retries) => {
      const design = withParameter(example('retry-storm'), 'connections.eager-apps->shop.retries.attempts', retries, undefined)
      const rate = 80
      // Two workers of 10 ms.
      const boundary = metastableRate({ work: 10 / 2, retries }) / rate
      const values = Array.from({ length: 21 }, (_, i) => boundary * (0.9 + i / 100))
      const request = { design, scenario: 'afterwards', durationSeconds: 1200, seed: 1 }
      const pool = new PredictPool(workerPath, 2)
      const { points } = await sweep(pool, request, 'traffic.scale', values, new AbortController().signal)
      await pool.close()
      const stuck = points.map(({ result }) => (result.journeys.eager?.errorRate ?? 0) > 0.5)
      const first = points[stuck.indexOf(true)]?.value ?? Number.NaN
      expect(stuck).toEqual(points.map(({ value }) => value >= first))
      expect(Math.abs(first / boundary - 1)).toBeLessThan(0.03)
    },
  )
})

test('a cache that restarts leaves the database with more than it can take, until it is warm again', () => {
  const restart = predict('cache-cold-start', 'restart')
  expect(most(seconds(restart, 'products-db', 'throughput', 85, 100))).toBeLessThan(25)
  expect(most(seconds(restart, 'products-db', 'utilisation', 105, 120))).toBeGreaterThan(0.99)
  expect(most(seconds(restart, 'products-db', 'queue', 200, 240))).toBeLessThan(20)
  expect(errors(restart, 'default')).toBeGreaterThan(0.01)
  expect(errors(predict('cache-cold-start', 'restart-at-night'), 'default')).toBeLessThan(0.001)
})

test('an autoscaler lags behind a rush; one that follows its queue swings, one that follows its workers settles', () => {
  const rush = predict('autoscaler', 'rush')
  const replicas = (component: string) => seconds(rush, component, 'replicas', 60, 600)
  // The rush takes eight; before it chance has asked for a third.
  expect(most(seconds(rush, 'steady', 'replicas', 60, 80))).toBeLessThanOrEqual(3)
  expect(most(seconds(rush, 'steady', 'queue', 60, 120))).toBeGreaterThan(500)
  expect(most(seconds(rush, 'steady', 'queue', 300, 600))).toBeLessThan(20)
  expect(changes(replicas('steady'))).toBeLessThan(8)
  expect(changes(replicas('hasty'))).toBeGreaterThan(20)
  expect(most(seconds(rush, 'hasty', 'queue', 300, 600))).toBeGreaterThan(500)
})

test('a few slow calls hold all threads and block those behind them, unless a bulkhead keeps some free', () => {
  const { journeys } = predict('head-of-line-blocking', 'slow-reports')
  expect(journeys.browse?.latency.p95).toBeGreaterThan(1000)
  expect(journeys['guarded-browse']?.latency.p95).toBeLessThan(100)
})

test('timeouts that grow inwards carry one slow database to requests that never touch it', () => {
  const slow = predict('cascading-timeout', 'slow-databases')
  expect(errors(slow, 'search')).toBeGreaterThan(0.3)
  expect(errors(slow, 'hurried-search')).toBeLessThan(0.01)
  expect(most(seconds(slow, 'hurried-stock', 'queue', 30, 120))).toBeLessThan(24)
})

test('those who waited out a partition arrive together, those who back off at random do not', () => {
  const partition = predict('thundering-herd', 'partition')
  for (const hub of ['hub', 'calm-hub']) expect(most(seconds(partition, hub, 'queue', 30, 60))).toBeLessThan(20)
  const herd = most(seconds(partition, 'hub', 'queue', 79, 85))
  expect(herd).toBeGreaterThan(300)
  expect(most(seconds(partition, 'calm-hub', 'queue', 79, 180))).toBeLessThan(herd / 4)
})

test('a shop that can do without its parts shows pages while they are gone, the other shows none', () => {
  const { journeys, connections } = predict('graceful-degradation', 'parts-fail')
  expect(journeys['strict-page']?.errorRate).toBeGreaterThan(0.4)
  expect(journeys['graceful-page']?.errorRate).toBeLessThan(0.01)
  expect(journeys['graceful-page']?.degraded).toBeGreaterThan(0.4)
  expect(connections['graceful-shop->ratings']?.throughput).toBeGreaterThan(0)
})

describe('a monolith and its microservices', () => {
  const units = { monolith: ['shop'], microservices: ['catalogue', 'search', 'checkout'] }
  const most = (result: Result, ids: string[]) => ids.map((id) => result.components[id]?.replicas.max)
  const pair = (scenario: string) => ({ one: predict('monolith', scenario), three: predict('microservices', scenario) })

  test('have the same traffic, work and scenarios', () => {
    const [one, three] = [example('monolith'), example('microservices')]
    expect(three.scenarios).toEqual(one.scenarios)
    for (const id of ['shoppers', 'searchers', 'gateway', 'search-index', 'payments'])
      expect(three.components[id]).toEqual(one.components[id])
    const works = units.microservices.map((id) => three.components[id]?.work)
    const [browse, search, checkout] = works
    expect(one.components.shop?.endpoints).toEqual({ browse, search, checkout })
  })

  test('ten times the searches take more copies of everything, or of search alone', () => {
    const { one, three } = pair('search-rush')
    expect(most(one, units.monolith)).toEqual([6])
    expect(most(three, units.microservices)).toEqual([2, 4, 2])
    expect(errors(one, 'checkout')).toBeGreaterThan(0.005)
    expect(errors(three, 'checkout')).toBe(0)
  })

  test.each(['search-crashes', 'index-hangs', 'search-release'])(
    '%s: all of the one is hit, and of the other only searches',
    (scenario) => {
      const { one, three } = pair(scenario)
      for (const journey of ['browse', 'search', 'checkout']) expect(errors(one, journey)).toBeGreaterThan(0.1)
      expect(errors(three, 'search')).toBeGreaterThan(0.1)
      for (const journey of ['browse', 'checkout']) expect(errors(three, journey)).toBe(0)
    },
  )
})
