import type { Objective } from '../design/design.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import type { Latency, Result } from '../run/result.ts'

type Evaluated = Result['objectives'][number]
/** The part of a result that objectives are about. */
export type Figures = Pick<Result, 'components' | 'journeys'>

/**
 * Holds objectives against a result. `actual` is in the unit of the result: milliseconds, shares or requests per second; null
 * where the result has no such figure, and then the objective is missed. An objective that names neither a journey nor a
 * component is about every journey; its `actual` is the worst of them.
 */
export function evaluateObjectives(objectives: Objective[], figures: Figures): Evaluated[] {
  return objectives.map((objective) => {
    const values = subjectsOf(objective, figures).map((subject) => figureOf(subject, objective.metric))
    const actual = values.length === 0 || values.includes(null) ? null : worst(values as number[], objective)
    return { ...objective, actual, met: actual !== null && isMet(objective, actual) }
  })
}

type Subject = Figures['components'][string] | Figures['journeys'][string]

function subjectsOf({ journey, component }: Objective, { components, journeys }: Figures): Subject[] {
  if (component !== undefined) return Object.hasOwn(components, component) ? [components[component] as Subject] : []
  if (journey !== undefined) return Object.hasOwn(journeys, journey) ? [journeys[journey] as Subject] : []
  return Object.values(journeys)
}

/** Throughput counts what was answered well: an error is no service. */
function figureOf(subject: Subject, metric: Objective['metric']): number | null {
  switch (metric) {
    case 'availability':
      return 1 - subject.errorRate
    case 'errorRate':
      return subject.errorRate
    case 'throughput':
      return subject.throughput * (1 - subject.errorRate)
    case 'utilisation':
      return 'utilisation' in subject ? subject.utilisation : null
    default:
      return subject.latency[metric satisfies keyof Latency]
  }
}

function worst(values: number[], objective: Objective): number {
  return objective.above !== undefined ? Math.min(...values) : Math.max(...values)
}

function isMet({ below, above }: Objective, actual: number): boolean {
  return (below === undefined || actual < limit(below)) && (above === undefined || actual > limit(above))
}

/** A duration in milliseconds, or the number as it stands. */
function limit(value: string | number): number {
  return typeof value === 'string' && isDuration(value) ? toMilliseconds(value) : Number(value)
}
