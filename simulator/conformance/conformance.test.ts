import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PredictPool } from '../predict/predict-pool.ts'
import { cases } from './cases/cases.ts'
import { quickChecks, runChecks, workerPath } from './check-cases.ts'
import { coverageOf, quickCoverage } from './coverage.ts'
import { loadDesign } from './load-design.ts'
import { type Outcome, readParameters } from './run-case.ts'
import { toTable } from './table.ts'
import { quickTrust, trustOf } from './trusted.ts'

/**
 * The prediction against theory: the cases that reach their accuracy quickly, with as many requests as that takes. All of them,
 * and the same formulas at other parameters: `npm run test:conformance`.
 */

describe('the quick part of the table', () => {
  const checks = quickChecks(cases)
  const found = new Map<string, Outcome[]>()
  // On threads of their own: what the test runner loads itself runs at half the speed.
  beforeAll(async () => {
    const outcomes = await runChecks(checks, 2)
    checks.forEach(({ name }, i) => {
      found.set(name, outcomes[i] ?? [])
    })
    process.stdout.write(`${toTable(outcomes.flat())}\n`)
  }, 600_000)

  test('is at least sixty rows', () => {
    expect([...found.values()].flat().length).toBeGreaterThanOrEqual(60)
  })

  test.each(checks)('$name', ({ name }) => {
    for (const { metric, expected, got, ok, allowed } of found.get(name) ?? []) {
      expect.soft(ok, `${metric}: ${got}, not ${expected} (${allowed})`).toBe(true)
    }
  })
})

describe('95 % confidence intervals of replications', () => {
  test.each(quickCoverage)('contain the truth of $design in 90 to 98 % of 200 runs', { timeout: 300_000 }, async (subject) => {
    const pool = new PredictPool(workerPath, 2)
    for (const { figure, covered, runs, ok } of await coverageOf(subject, 200, 5, pool)) {
      expect.soft(ok, `${figure}: ${covered} of ${runs}`).toBe(true)
    }
    await pool.close()
  })
})

describe('what is shown as known', () => {
  test.each(quickTrust)('holds in 90 to 98 of 100 runs, or is not known: $name', { timeout: 300_000 }, async (subject) => {
    const pool = new PredictPool(workerPath, 2)
    for (const { figure, known, covered, verdict, ok } of await trustOf(subject, 100, pool)) {
      expect.soft(ok, `${figure}: ${verdict}, ${covered} of ${known}`).toBe(true)
    }
    await pool.close()
  })
})

describe('the table', () => {
  test('has a case for every design', () => {
    const files = readdirSync(resolve(import.meta.dirname, 'designs')).map((file) => file.replace('.microcosm.yaml', ''))
    expect([...new Set(cases.map(({ design }) => design))].sort()).toEqual(files.sort())
  })

  test.each(cases)('has formulas that give the known figures: $name', (subject) => {
    const parameters = readParameters(subject, loadDesign(subject.design))
    for (const [metric, formula, figure] of subject.rows) {
      const error = Math.abs(formula(parameters) - figure)
      expect(error, `${metric.name}: ${formula(parameters)}, not ${figure}`).toBeLessThanOrEqual(Math.abs(figure) * 1e-6)
    }
  })
})
