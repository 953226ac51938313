import { given } from '../../catalogue/capacity-fields.ts'
import { connectionId, type Design } from '../../design/design.ts'
import { toRateText, toSpan } from '../../run/figures.ts'
import type { Latency, Result, Statistics } from '../../run/result.ts'
import { isConstantLoad, type ResolvedScenario } from '../../run/scenario.ts'
import type { Counted, Tally } from '../../run/tally.ts'
import { offeredLoad } from '../capacity.ts'
import { costOf } from '../cost.ts'
import { evaluateObjectives } from '../objectives.ts'
import { reachedBy } from '../reached-by.ts'
import { knownMeans } from './controls.ts'
import { pool, quantileOf } from './intervals.ts'
import { isSteady } from './is-steady.ts'
import { type Memory, relaxation, slowestOf } from './relaxation.ts'
import { type Estimated, toStatistics } from './to-statistics.ts'

export interface Counts {
  tallies: Tally[]
  /** Seconds of each run that the figures leave out, and over which they are counted. */
  from: number
  counted: number
  /** Up to which share of the figures the run went on. */
  target?: number | undefined
}

const none: Latency = { mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null }
const shares = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 }

/**
 * A result with what can be said of its figures: quantiles of all that was counted together, intervals, what the run was too short
 * to know, what is asked for more than there is, and the objectives judged by that.
 */
export function assess(design: Design, scenario: ResolvedScenario, result: Result, counts: Counts): Result {
  const forgets = relaxation(design, scenario.id, result)
  const { target, ...measured } = counts
  const steady = isSteady(design, scenario)
  const { statistics: known, means } = toStatistics({
    ...measured,
    steady,
    means: steady ? knownMeans(design, scenario.id, result) : undefined,
    relaxation: forgets,
    passes: (journey) => reachedBy(design, { journey }),
    leadsTo: leadsToOf(design),
  })
  const statistics = target === undefined ? known : { ...known, target }
  const pooled = withMeans(counts.tallies.length > 1 ? withPooled(result, counts.tallies) : result, means)
  const asked = offeredLoad(design, scenario.id).components
  const overAsked = (id: string) => (asked[id]?.utilisation ?? 0) >= 1
  const steadied = statistics.steady
    ? withoutSteadyState(pooled, statistics, (id) => forgets[id]?.queue === Number.POSITIVE_INFINITY && overAsked(id))
    : pooled
  const notes = [...steadied.notes, ...beforehand(design, scenario, result), ...cutWarmup(statistics, scenario, forgets)]
  const assessed = { ...steadied, notes: [...new Set(notes)], statistics, ...given('cost', costOf(design, steadied)) }
  return { ...assessed, objectives: evaluateObjectives(scenario.objectives, assessed, statistics) }
}

function leadsToOf(design: Design): (connection: string) => string {
  const to = new Map((design.connections ?? []).map((connection) => [connectionId(connection), connection.to]))
  return (connection) => to.get(connection) ?? ''
}

/** The quantiles of all runs' requests together: the mean of their quantiles is too low, the shorter the runs the more. */
function withPooled(result: Result, tallies: Tally[]): Result {
  const pooled = { components: { ...result.components }, connections: { ...result.connections }, journeys: { ...result.journeys } }
  tallies[0]?.histograms.forEach(({ group, id, name }, h) => {
    const subject = pooled[group][id] as Record<string, unknown> | undefined
    const before = subject?.[name] as Latency | undefined
    if (!subject || !before || before.mean === null) return
    const total = pool(tallies.map((tally) => tally.totals[h] as Counted))
    const read = Object.fromEntries(Object.entries(shares).map(([quantile, share]) => [quantile, quantileOf(total, share)]))
    ;(pooled[group] as Record<string, unknown>)[id] = {
      ...subject,
      [name]: { ...before, ...read, mean: meanOf(tallies, group, id, name) ?? before.mean },
    }
  })
  return { ...result, ...pooled }
}

/** The means that are better known than by counting. */
function withMeans(result: Result, means: Estimated['means']): Result {
  const better = { components: { ...result.components }, connections: { ...result.connections }, journeys: { ...result.journeys } }
  for (const { group, id, name, value } of means) {
    const subject = better[group][id] as Record<string, unknown> | undefined
    const [figure = ''] = name.split('.')
    const before = subject?.[figure] as Latency | undefined
    if (!subject || !before || before.mean === null) continue
    ;(better[group] as Record<string, unknown>)[id] = { ...subject, [figure]: { ...before, mean: value } }
  }
  return { ...result, ...better }
}

function meanOf(tallies: Tally[], group: string, id: string, name: string): number | null {
  const f = tallies[0]?.figures.findIndex((each) => each.group === group && each.id === id && each.name === `${name}.mean`) ?? -1
  if (f < 0) return null
  const sections = tallies.flatMap((tally) => tally.sections)
  const below = sections.reduce((sum, { sums }) => sum + (sums[2 * f + 1] as number), 0)
  return below > 0 ? sections.reduce((sum, { sums }) => sum + (sums[2 * f] as number), 0) / below : null
}

/**
 * What would never settle has no latency, though this run may not have shown it. `overloaded`: the component itself, whose requests
 * then have no waiting time either; those of its callers do.
 */
function withoutSteadyState(result: Result, { unknown }: Statistics, overloaded: (id: string) => boolean): Result {
  const never = (group: 'components' | 'connections' | 'journeys', id: string) => unknown[group][id]?.['latency.mean'] === null
  const strip = <Part extends { latency: Latency }>(group: 'components' | 'connections' | 'journeys', parts: Record<string, Part>) =>
    Object.fromEntries(Object.entries(parts).map(([id, part]) => [id, never(group, id) ? { ...part, latency: none } : part]))
  const components = Object.fromEntries(
    Object.entries(strip('components', result.components)).map(([id, part]) => [
      id,
      overloaded(id) && part.waiting.share > 0 && part.utilisation > 0
        ? { ...part, waiting: { ...none, share: part.waiting.share } }
        : part,
    ]),
  )
  return {
    ...result,
    components,
    connections: strip('connections', result.connections),
    journeys: strip('journeys', result.journeys),
  }
}

/**
 * What is asked for more than there is, from the design alone: chance may hide it from a run, and a run that is too short always does.
 * Left out where a run shows that what comes is held back before it gets there, or where that has been said.
 */
function beforehand(design: Design, scenario: ResolvedScenario, result: Result): string[] {
  if (scenario.faults.length > 0 || !isConstantLoad(scenario)) return []
  return Object.entries(offeredLoad(design, scenario.id).components).flatMap(([id, { utilisation, visitsPerSecond }]) => {
    const seen = result.components[id]
    if (utilisation === null || utilisation <= 1 || !seen || seen.utilisation < 0.9) return []
    const label = design.components[id]?.name ?? id
    if (result.notes.some((note) => note.startsWith(`${label} is overloaded`))) return []
    return [
      `${label} is asked for more than it has: ${toRateText(visitsPerSecond)} come and its workers can do ${toRateText(visitsPerSecond / utilisation)}, so what waits grows for as long as nothing turns it away, and there is no steady latency to report.`,
    ]
  })
}

/** A steady state of which the beginning was counted too. */
function cutWarmup({ steady, from, counted, target }: Statistics, scenario: ResolvedScenario, forgets: Record<string, Memory>): string[] {
  const longest = slowestOf(forgets)
  if (!steady || target !== undefined || longest === 0 || from >= 3 * longest || counted >= 300 * longest) return []
  const is = scenario.warmup === 0 ? 'no warm-up' : `a warm-up of ${scenario.warmup} s`
  return [
    `This run has ${is}: queues take about ${toSpan(3 * longest)} to fill to what they hold in the long run, and the figures count ${scenario.warmup === 0 ? 'all' : 'part'} of that.`,
  ]
}
