import type { Design } from '../../app/design/design.ts'
import { simulate } from '../engine/fixtures/simulate.ts'
import type { ConformanceCase } from './case.ts'
import { loadDesign, readParameter, withParameter } from './load-design.ts'

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

/** Runs a case once for each of its seeds, from `firstSeed` on, and compares the means of its metrics with its formulas. */
export function runCase(subject: ConformanceCase, scenario: string, firstSeed = 1, seeds = subject.seeds ?? 1): Outcome[] {
  return compare(subject, loadDesign(subject.design), scenario, firstSeed, seeds, subject.name)
}

/** The same at other values of the case's parameters. */
export function runOther(subject: ConformanceCase, index: number): Outcome[] {
  const other = subject.others?.[index]
  if (!other) throw new Error(`${subject.name} has no other values ${index}`)
  const written = Object.entries(other.values) as [string, number][]
  const design = written.reduce(
    (changed, [name, value]) => withParameter(changed, subject.parameters[name] as string, value),
    loadDesign(subject.design),
  )
  const name = `${subject.name}: ${written.map(([name, value]) => `${name} ${value}`).join(', ')}`
  return compare(subject, design, other.scenario ?? subject.quick ?? 'quick', 1, other.seeds ?? subject.seeds ?? 1, name)
}

function compare(subject: ConformanceCase, design: Design, scenario: string, firstSeed: number, seeds: number, name: string): Outcome[] {
  const parameters = Object.fromEntries(Object.entries(subject.parameters).map(([key, place]) => [key, readParameter(design, place)]))
  const results = Array.from({ length: seeds }, (_, i) => simulate(design, scenario, undefined, firstSeed + i).result)
  return subject.rows.map(([metric, formula, , tolerance, source]) => {
    const expected = formula(parameters)
    const got = results.reduce((sum, result) => sum + (metric.read(result) ?? Number.NaN), 0) / seeds
    const error = expected === got ? 0 : (Math.abs(got - expected) / Math.abs(expected || 1)) * 100
    const bounds = typeof tolerance === 'number' ? undefined : tolerance(parameters)
    return {
      case: name,
      metric: metric.name,
      expected,
      got,
      error,
      allowed: bounds ? `${short(bounds[0])} to ${short(bounds[1])}` : `${tolerance} %`,
      ok: bounds ? got >= bounds[0] && got <= bounds[1] : error <= (tolerance as number),
      source,
    }
  })
}

export function short(value: number): string {
  return String(Number(value.toPrecision(7)))
}
