import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { simulate } from '../engine/fixtures/simulate.ts'
import { cases } from './cases/cases.ts'
import { loadDesign } from './load-design.ts'
import { type Outcome, type PredictAll, readParameters, runCase } from './run-case.ts'
import { toTable } from './table.ts'

/**
 * The prediction against theory: the cases that reach their accuracy quickly, with as many requests as that takes. All of them,
 * and the same formulas at other parameters: `npm run test:conformance`.
 */
const predictAll: PredictAll = async (requests) =>
  requests.map(({ design, scenario, seed }) => simulate(design, scenario, undefined, seed).result)

const outcomes: Outcome[] = []
afterAll(() => void process.stdout.write(`${toTable(outcomes)}\n`))

const quick = cases.filter((subject) => subject.quick !== 'none')
/** Designs that the engine does not follow yet. */
const notYet = new Set([
  'processor-sharing',
  'processor-sharing-lognormal',
  'priority',
  'batch-arrivals',
  'queue-timeout',
  'queue-timeout-exponential',
  'token-bucket',
  'token-bucket-burst',
  'closed-loop',
  'closed-loop-constant',
  'hedging',
  'breaker',
  'tail-at-scale',
  'batch-consumer',
  'autoscaler',
  'ttl-cache',
  'lru-cache-small',
  'lru-cache',
  'cache-aside',
  'cold-start',
])

describe('conformance', () => {
  test('at least sixty rows are held on every test run', () => {
    expect(quick.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(60)
  })

  test.for(quick)('$name', { timeout: 120_000 }, async (subject, { skip }) => {
    skip(notYet.has(subject.design), 'not simulated yet')
    const found = await runCase(subject, 'quick', predictAll)
    outcomes.push(...found)
    for (const { metric, expected, got, ok, allowed } of found)
      expect.soft(ok, `${metric}: ${got}, not ${expected} (${allowed})`).toBe(true)
  })
})

describe('the table', () => {
  test('has a case for every design', () => {
    const files = readdirSync(resolve(import.meta.dirname, 'designs')).map((file) => file.replace('.microcosm.yaml', ''))
    expect([...new Set(cases.map(({ design }) => design))].sort()).toEqual(files.sort())
  })

  test.for(cases)('has formulas that give the known figures: $name', (subject, { skip }) => {
    skip(subject.design === 'cold-start', 'not simulated yet')
    const parameters = readParameters(subject, loadDesign(subject.design))
    for (const [metric, formula, figure] of subject.rows) {
      const error = Math.abs(formula(parameters) - figure)
      expect(error, `${metric.name}: ${formula(parameters)}, not ${figure}`).toBeLessThanOrEqual(Math.abs(figure) * 1e-6)
    }
  })
})
