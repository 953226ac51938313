import type { Objective } from '../design/design.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import type { Judged, Latency, Result, Statistics, Verdict } from '../run/result.ts'

/** The part of a result that objectives are about. */
export type Figures = Pick<Result, 'components' | 'journeys' | 'cost'>

/** Where fewer requests than this are answered well, their latency is that of the lucky ones and meets no objective. */
export const fewestAnswered = 0.5

/**
 * Holds objectives against a result. `actual` is in the unit of the result: milliseconds, shares or requests per second; null
 * where the result has no such figure, and then the objective is missed. An objective that names neither a journey nor a
 * component is about every journey; its `actual` is the worst of them. With statistics each is judged by its 95 % interval: met or
 * missed where all of that lies on one side of the bound, not known where it holds the bound or the run was too short to know the
 * figure. A latency objective is missed where most requests fail, however fast the others are.
 */
export function evaluateObjectives(objectives: Objective[], figures: Figures, statistics?: Statistics): Judged[] {
  return objectives.map((objective) => {
    if (objective.metric === 'cost') return judgeCost(objective, figures)
    const subjects = subjectsOf(objective, figures)
    const judged = subjects.map((subject) => judge(objective, subject, statistics))
    const actuals = judged.map(({ actual }) => actual)
    const actual = actuals.length === 0 || actuals.includes(null) ? null : worst(actuals as number[], objective)
    const verdict = judged.length === 0 ? 'missed' : together(judged.map((each) => each.verdict))
    const shown = judged.find((each) => each.actual === actual)
    const needs = judged.flatMap(({ needed }) => (needed === undefined ? [] : [needed]))
    const answered = judged.flatMap((each) => (each.answered === undefined ? [] : [each.answered]))
    return {
      ...objective,
      actual,
      met: verdict === 'met',
      verdict,
      ...(shown?.interval ? { interval: shown.interval } : {}),
      ...(verdict === 'unknown' && needs.length > 0 ? { needed: needs.includes(null) ? null : Math.max(...(needs as number[])) } : {}),
      ...(verdict === 'unknown' && judged.some((each) => each.verdict === 'unknown' && each.short) ? { short: true } : {}),
      ...(answered.length > 0 ? { answered: Math.min(...answered) } : {}),
    }
  })
}

/** A bound that is passed by what is known is missed; one that is not is met only where every price is known. */
function judgeCost(objective: Objective, { cost }: Figures): Judged {
  const { component } = objective
  const one = component === undefined ? undefined : cost?.components[component]
  const actual = (component === undefined ? cost?.perMonth : one?.perMonth) ?? null
  const isWhole = component === undefined ? cost?.unknown.length === 0 : actual !== null
  if (actual === null) return { ...objective, actual, met: false, verdict: 'unknown' }
  const passed = objective.below !== undefined && actual >= limit(objective.below)
  const verdict: Verdict = passed ? 'missed' : !isWhole ? 'unknown' : holds(objective, actual) ? 'met' : 'missed'
  return { ...objective, actual, met: verdict === 'met', verdict }
}

/** Those that a run can tell of by what it measures: what is promised of cost is of a prediction. */
export function ofMeasured(objectives: Objective[]): Objective[] {
  return objectives.filter(({ metric }) => metric !== 'cost')
}

/** The same with no verdict: what the figures tell is not the design. */
export function unjudged(objectives: Judged[]): Judged[] {
  return objectives.map((each) => ({ ...each, met: false, verdict: 'unknown' }))
}

/**
 * Where part of the traffic could not be sent, only a miss can be certain: one that is none when all of that is taken as answered well
 * (`atBest`) stays open, and so does what is met, since the system had less to do than was asked of it.
 */
export function withCertainMisses(objectives: Judged[], atBest: Judged[]): Judged[] {
  return objectives.map((each, index) => {
    const isCertain = each.verdict === 'missed' && atBest[index]?.verdict === 'missed'
    return { ...each, met: false, verdict: isCertain ? 'missed' : 'unknown' }
  })
}

interface Subject {
  group: 'components' | 'journeys'
  id: string
  figures: Figures['components'][string] | Figures['journeys'][string]
}

interface One {
  actual: number | null
  verdict: Verdict
  interval?: [number, number]
  needed?: number | null
  short?: boolean
  answered?: number
}

function judge(objective: Objective, { group, id, figures }: Subject, statistics: Statistics | undefined): One {
  const { metric } = objective
  const actual = figureOf(figures, metric)
  const isLatency = nameOf(metric).startsWith('latency.')
  const answered = isLatency ? { answered: 1 - figures.errorRate } : {}
  if (actual === null) return { actual, verdict: 'missed', ...answered }
  if (isLatency && 1 - figures.errorRate < fewestAnswered) return { actual, verdict: 'missed', ...answered }
  const plain: Verdict = holds(objective, actual) ? 'met' : 'missed'
  if (!statistics) return { actual, verdict: plain, ...answered }
  const name = nameOf(metric)
  const interval = intervalOf(metric, statistics.intervals[group][id]?.[name], figures)
  const needed = statistics.unknown[group][id]?.[name]
  const shown = interval ? { interval } : {}
  if (needed !== undefined) return { actual, verdict: 'unknown', needed, short: true, ...shown, ...answered }
  // One run of a scenario in which something happens tells what happened in that run.
  if (!interval) return { actual, ...(statistics.steady ? { verdict: plain } : { verdict: 'unknown', short: true }), ...answered }
  const ends = interval.map((end) => holds(objective, end))
  if (ends[0] === ends[1] && ends[0] === (plain === 'met')) return { actual, verdict: plain, ...shown, ...answered }
  return { actual, verdict: 'unknown', needed: toDecide(objective, actual, interval, statistics.counted), ...shown, ...answered }
}

/** The seconds after which the interval would not hold the bound any more: its width falls with the root of the length. */
function toDecide(objective: Objective, actual: number, [low, high]: [number, number], counted: number): number | null {
  const distances = [objective.below, objective.above].flatMap((bound) => (bound === undefined ? [] : [Math.abs(limit(bound) - actual)]))
  const distance = Math.min(...distances)
  if (!(distance > 0)) return null
  return counted * Math.max(1.2, 1.5 * ((high - low) / 2 / distance) ** 2)
}

function together(all: Verdict[]): Verdict {
  return all.includes('missed') ? 'missed' : all.includes('unknown') ? 'unknown' : 'met'
}

/** In the unit of the figure that the objective is about. */
function intervalOf(
  metric: Objective['metric'],
  interval: [number, number] | null | undefined,
  { throughput, errorRate }: Subject['figures'],
): [number, number] | null {
  if (!interval) return null
  if (metric === 'availability') return [1 - Math.min(1, interval[1]), Math.min(1, 1 - interval[0])]
  if (metric !== 'throughput') return [Math.max(0, interval[0]), interval[1]]
  const good = throughput > 0 ? 1 - errorRate : 1
  return [interval[0] * good, interval[1] * good]
}

/** The figure's name in the result. */
function nameOf(metric: Objective['metric']): string {
  if (metric === 'availability' || metric === 'errorRate') return 'errorRate'
  return metric === 'throughput' || metric === 'utilisation' || metric === 'cost' ? metric : `latency.${metric}`
}

function subjectsOf({ journey, component }: Objective, { components, journeys }: Figures): Subject[] {
  if (component !== undefined) {
    return Object.hasOwn(components, component)
      ? [{ group: 'components', id: component, figures: components[component] as Subject['figures'] }]
      : []
  }
  const names = journey === undefined ? Object.keys(journeys) : Object.hasOwn(journeys, journey) ? [journey] : []
  return names.map((id) => ({ group: 'journeys', id, figures: journeys[id] as Subject['figures'] }))
}

/** Throughput counts what was answered well: an error is no service. */
function figureOf(subject: Subject['figures'], metric: Objective['metric']): number | null {
  switch (metric) {
    // Of nothing that came, nothing was answered well.
    case 'availability':
      return subject.throughput > 0 ? 1 - subject.errorRate : null
    case 'errorRate':
      return subject.throughput > 0 ? subject.errorRate : null
    case 'throughput':
      return subject.throughput * (1 - subject.errorRate)
    // It is judged as a whole.
    case 'cost':
      return null
    case 'utilisation':
      return 'utilisation' in subject ? subject.utilisation : null
    default:
      return subject.latency[metric satisfies keyof Latency]
  }
}

function worst(values: number[], objective: Objective): number {
  return objective.above !== undefined ? Math.min(...values) : Math.max(...values)
}

/** Whether a figure is on the right side of an objective's bounds, whatever is known of how far it may be off. */
export function holds({ below, above }: Objective, actual: number): boolean {
  return (below === undefined || actual < limit(below)) && (above === undefined || actual > limit(above))
}

/** A duration in milliseconds, or the number as it stands. */
function limit(value: string | number): number {
  return typeof value === 'string' && isDuration(value) ? toMilliseconds(value) : Number(value)
}
