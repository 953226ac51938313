import { parametersOf, withParameter } from '../../app/analysis/parameters.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import type { PredictRequest } from '../predict/predict-pool.ts'
import type { ConformanceCase } from './case.ts'
import { loadDesign } from './load-design.ts'

/** What came of one row: the metric as it was simulated beside what theory says. */
export interface Outcome {
  case: string
  metric: string
  expected: number
  got: number
  /** In percent of what is expected. */
  error: number
  allowed: string
  ok: boolean
  source: string
}

/** However predictions are made: at once in this thread, or on others. */
export type PredictAll = (requests: PredictRequest[]) => Promise<Result[]>

/** Runs a case as it stands in its file, from the seed 1 on. */
export function runCase(subject: ConformanceCase, which: 'full' | 'quick', predictAll: PredictAll): Promise<Outcome[]> {
  const scenario = which === 'full' ? (subject.scenario ?? 'full') : (subject.quick ?? 'quick')
  return compare(subject, subject.name, loadDesign(subject.design), scenario, subject.seeds ?? 1, predictAll)
}

/** Runs it at other values of its parameters. */
export function runOther(
  subject: ConformanceCase,
  { values, scenario, seeds }: NonNullable<ConformanceCase['others']>[number],
  predictAll: PredictAll,
): Promise<Outcome[]> {
  const written = Object.entries(values) as [string, number][]
  const design = written.reduce(
    (changed, [name, value]) => withParameter(changed, subject.parameters[name] as string, value, undefined),
    loadDesign(subject.design),
  )
  const name = `${subject.name}: ${written.map(([parameter, value]) => `${parameter} ${value}`).join(', ')}`
  return compare(subject, name, design, scenario ?? subject.quick ?? 'quick', seeds ?? subject.seeds ?? 1, predictAll)
}

/** The parameters of a case's formulas, as they stand in a design. */
export function readParameters(subject: ConformanceCase, design: Design): Record<string, number> {
  const all = new Map(parametersOf(design).map(({ path, value }) => [path, value]))
  return Object.fromEntries(
    Object.entries(subject.parameters).map(([name, path]) => {
      const value = all.get(path)
      if (value === undefined) throw new Error(`${subject.design} has no ${path}`)
      return [name, value]
    }),
  )
}

async function compare(
  subject: ConformanceCase,
  name: string,
  design: Design,
  scenario: string,
  seeds: number,
  predictAll: PredictAll,
): Promise<Outcome[]> {
  const parameters = readParameters(subject, design)
  const results = await predictAll(Array.from({ length: seeds }, (_, i) => ({ design, scenario, seed: i + 1 })))
  return subject.rows.map(([metric, formula, , tolerance, source]) => {
    const expected = formula(parameters)
    const got = results.reduce((sum, result) => sum + (metric.read(result) ?? Number.NaN), 0) / seeds
    const error = expected === got ? 0 : (Math.abs(got - expected) / Math.abs(expected || 1)) * 100
    const [atLeast, atMost] = typeof tolerance === 'number' ? [] : tolerance(parameters)
    return {
      case: name,
      metric: metric.name,
      expected,
      got,
      error,
      allowed: typeof tolerance === 'number' ? `${tolerance} %` : `${toShortText(atLeast)} to ${toShortText(atMost)}`,
      ok: typeof tolerance === 'number' ? error <= tolerance : got >= (atLeast ?? Number.NaN) && got <= (atMost ?? Number.NaN),
      source,
    }
  })
}

export function toShortText(value = Number.NaN): string {
  return String(Number(value.toPrecision(7)))
}
