import { assess, type Counts } from '../../app/analysis/statistics/assess.ts'
import { lengthNeeded } from '../../app/analysis/statistics/length-needed.ts'
import { relaxation, slowestOf } from '../../app/analysis/statistics/relaxation.ts'
import type { Design } from '../../app/design/design.ts'
import type { Result } from '../../app/run/result.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'
import type { Simulation } from './simulation.ts'

/** Sections that the first stretch after the scenario's end is measured in. */
export const steps = 64
/** A run goes on for no more events than this, a few seconds of work, and no longer than a year. */
const mostMoreEvents = 20e6
const longestSeconds = 365 * 86_400
/** What a first estimate of the spread asks for is not believed beyond this, nor is less than this worth a stop. */
const mostAtOnce = 3
const leastAtOnce = 1.25
const forgettingsBefore = 3

/** What a run of a steady state comes to so far, and what was counted for it. */
export function toAssessed(
  simulation: Simulation,
  design: Design,
  scenario: ResolvedScenario,
  seed: number,
  target?: number,
): { result: Result; counts: Counts } {
  const result = simulation.result(seed, scenario.objectives)
  const counts = { ...simulation.counts(), target }
  return { result: assess(design, scenario, result, counts), counts }
}

/** A stretch by which a run goes on: until when it is a warm-up, and until when it is measured. */
export interface Stretch {
  warmupUntil: number
  until: number
}

/**
 * How a run of a steady state goes on after the scenario's end, until its figures are known within `precision`; undefined: they are,
 * or would not be with the work that one run may take. The first stretch begins anew, after all that may still be filling up.
 */
export function nextStretch(
  simulation: Simulation,
  design: Design,
  result: Result,
  { precision, judges }: { precision: number; judges: boolean },
  first: boolean,
): Stretch | undefined {
  const { statistics } = result
  if (!statistics) return undefined
  const needed = lengthNeeded(result, precision, judges)
  if (needed <= statistics.counted) return undefined
  const { seconds } = simulation
  const eventsEach = result.events / Math.max(seconds, 1e-9)
  if (first) {
    const slowest = slowestOf(relaxation(design, result.scenario, result))
    const warmupUntil = Math.max(seconds, forgettingsBefore * slowest)
    const most = mostMoreEvents / eventsEach
    if (warmupUntil - seconds > most / 2) return undefined
    // What cannot be decided with that work is not worth any.
    if (judges && lengthNeeded(result, Number.POSITIVE_INFINITY, judges) > most - (warmupUntil - seconds)) return undefined
    const length = Math.min(needed * 1.05, Math.max(statistics.counted, most - (warmupUntil - seconds)), longestSeconds)
    return { warmupUntil, until: warmupUntil + length }
  }
  const left = (mostMoreEvents + eventsEach * result.duration - result.events) / eventsEach
  const total = Math.min(mostAtOnce * statistics.counted, Math.max(leastAtOnce * statistics.counted, needed * 1.05))
  const more = Math.min(total - statistics.counted, left, longestSeconds)
  // A little more would change nothing.
  return more < 0.1 * statistics.counted ? undefined : { warmupUntil: seconds, until: seconds + more }
}
