import { describe, expect, test } from 'vitest'
import type { Component, Connection, Design, Objective, Scenario } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import { createPredict } from '../engine/predict.ts'

/** What a prediction says of its own figures: known, not known yet, met and missed. Inputs and truths of our own, by closed forms. */

const predict = createPredict(async () => {})

async function run(design: Design, options: { precision?: number; seed?: number } = {}): Promise<Result> {
  for await (const event of predict({ design, scenario: 'day', seed: 1, signal: new AbortController().signal, ...options }).events) {
    if (event.type === 'result') return event.result
    if (event.type === 'failed') throw new Error(event.message)
  }
  throw new Error('there was no result')
}

interface Station {
  rate: number
  shop?: Partial<Component>
  connection?: Partial<Connection>
  more?: Record<string, Component>
  objectives?: Objective[]
  scenario?: Partial<Scenario>
}

function station({ rate, shop, connection, more, objectives, scenario }: Station): Design {
  return {
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate },
      shop: { kind: 'service', concurrency: 1, work: { time: '10ms' }, ...shop },
      ...more,
    },
    connections: [{ from: 'people', to: 'shop', protocol: 'http', ...connection } as Connection],
    scenarios: { day: { duration: '60s', ...scenario, ...(objectives ? { objectives } : {}) } },
  }
}

test('of a run that goes on for hours ever fewer requests are followed through the system', async () => {
  const { components, criticalPaths, statistics } = await run(station({ rate: 18, shop: { work: { time: '50ms' } } }), { precision: 0.1 })
  const answered = (components.shop?.throughput ?? 0) * (statistics?.counted ?? 0)
  expect(answered).toBeGreaterThan(100_000)
  expect(criticalPaths?.default?.requests ?? 0).toBeGreaterThan(1_200)
  expect(criticalPaths?.default?.requests ?? 0).toBeLessThan(12_000)
})

describe('an M/M/1 at 96 % load, whose p99 is ln 100 / (100 - 96) = 1,151 ms', () => {
  const objectives: Objective[] = [{ metric: 'p99', below: '900ms' }]

  test('is never said to keep 900 ms by a minute of it: its p99 is not known yet, and what it takes is said', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const {
        objectives: [judged],
      } = await run(station({ rate: 96, objectives }), { seed })
      expect(judged?.met).toBe(false)
      expect(judged?.verdict).toBe('unknown')
      expect(judged?.needed ?? 0).toBeGreaterThan(600)
    }
  })

  test('is told from 900 ms by a run that goes on until it is known', async () => {
    const {
      objectives: [judged],
      statistics,
    } = await run(station({ rate: 96, objectives }), { precision: 0.1 })
    expect(judged?.verdict).toBe('missed')
    expect(statistics?.counted ?? 0).toBeGreaterThan(600)
  }, 120_000)

  test('says that its figures count the filling of its queue', async () => {
    expect((await run(station({ rate: 96 }))).notes.join(' ')).toContain('This run has no warm-up')
    expect((await run(station({ rate: 20 }))).notes.join(' ')).not.toContain('warm-up')
  })
})

test('a latency that hardly anybody has meets nothing, and it says how many were answered', async () => {
  const objectives: Objective[] = [{ metric: 'p99', below: '100ms' }]
  const {
    objectives: [judged],
  } = await run(station({ rate: 400, shop: { queueLimit: 1 }, objectives }))
  expect(judged?.actual ?? 1000).toBeLessThan(100)
  expect(judged?.answered ?? 1).toBeLessThan(0.3)
  expect(judged).toMatchObject({ met: false, verdict: 'missed' })
})

test('what is offered beyond what there is, is said whatever chance does', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { notes, journeys } = await run(station({ rate: 110, scenario: { duration: '20s' } }), { seed })
    expect(notes.join(' ')).toMatch(/shop (is overloaded|is asked for more than it has)/)
    expect(journeys.default?.latency.p99).toBeNull()
  }
})

test('an objective within the interval of its figure is not known', async () => {
  // 1 / (100 - 80) = 50 ms on average.
  const objectives: Objective[] = [
    { metric: 'mean', below: '50ms' },
    { metric: 'mean', below: '90ms' },
    { metric: 'mean', below: '30ms' },
  ]
  const { objectives: judged } = await run(station({ rate: 80, objectives, scenario: { duration: '300s', warmup: '30s' } }))
  expect(judged.map(({ verdict }) => verdict)).toEqual(['unknown', 'met', 'missed'])
})

test('retries that a breaker keeps from leaving are none', async () => {
  const retries = { attempts: 5, backoff: '1ms' }
  const connection = { retries, breaker: { failures: 0.5, window: '5s', openFor: '10s' } } as Partial<Connection>
  const { connections } = await run(station({ rate: 50, shop: { failureRate: 1 }, connection }))
  expect(connections['people->shop']?.retryRate).toBeLessThanOrEqual(1)
})

test('a run that is short, and one that nothing ever settles in, are told apart', async () => {
  const short = await run(station({ rate: 90, scenario: { duration: '10s' } }))
  expect(short.statistics?.unknown.journeys.default?.['latency.p99']).toBeGreaterThan(10)
  const never = await run(station({ rate: 130 }))
  expect(never.statistics?.unknown.journeys.default?.['latency.p99']).toBeNull()
})

test('what a table still lives on from quieter times is not taken for what it can do', async () => {
  const table = { kind: 'dynamodb', capacityMode: 'provisioned', reads: 100, writes: 100, partitions: 1 }
  const design = { ...station({ rate: 200, objectives: [{ metric: 'errorRate', below: 0.01 }] }) }
  const called = { ...design, components: { people: { kind: 'traffic', rate: 200 }, shop: table } }
  const short = await run(called)
  expect(short.journeys.default?.errorRate).toBe(0)
  expect(short.statistics?.unknown.journeys.default?.errorRate).toBeGreaterThan(300)
  expect(short.objectives[0]?.verdict).toBe('unknown')
  const long = await run(called, { precision: 0.1 })
  expect(long.journeys.default?.errorRate).toBeCloseTo(0.5, 1)
  expect(long.objectives[0]?.verdict).toBe('missed')
})
