import type { Objective } from '../../app/design/design.ts'
import { toMilliseconds } from '../../app/design/quantities.ts'
import type { ComponentState } from '../../app/run/frame.ts'

/** How loudly the canvas says that something is wrong. */
export type Trouble = 'none' | 'warning' | 'bad'

/**
 * From where a figure is trouble. Above three quarters of its workers busy, a station's queue begins to dominate its latency
 * (in M/M/1 the mean wait is then three times the work); above nine tenths any burst overruns it. Half a percent of errors is
 * what most objectives allow; five percent is an outage to somebody.
 */
export const thresholds = {
  utilisation: { warning: 0.75, bad: 0.9 },
  errorRate: { warning: 0.005, bad: 0.05 },
  // An answer without a part is what the design provides for, so it is never worse than a warning.
  degraded: { warning: 0.005, bad: Number.POSITIVE_INFINITY },
} as const

/** The figures that decide; null where unknown. Latencies in milliseconds, shares 0..1, rates per second. */
export interface Figures {
  rate: number
  errorRate: number
  /** Share that was answered, though not in full; null where there is no such answer. */
  degraded: number | null
  utilisation: number | null
  queue: number | null
  mean: number | null
  p50: number | null
  p95: number | null
  p99: number | null
}

export interface Condition {
  figures: Figures | null
  state: ComponentState | null
  /** Replicas that should serve, and that do. */
  replicas: number | null
  replicasReady: number | null
  struck: boolean
  objectives: Objective[]
}

/** The worst of everything known about a component or a connection. */
export function troubleOf(condition: Condition): Trouble {
  const { figures } = condition
  const found: Trouble[] = [troubleOfState(condition), condition.struck ? 'warning' : 'none']
  if (figures) {
    found.push(above(figures.utilisation, thresholds.utilisation), above(figures.errorRate, thresholds.errorRate))
    found.push(above(figures.degraded, thresholds.degraded))
    if (condition.objectives.some((objective) => isMissed(objective, figures))) found.push('bad')
  }
  return worstTrouble(found)
}

export function troubleOfUtilisation(utilisation: number | null): Trouble {
  return above(utilisation, thresholds.utilisation)
}

export function troubleOfErrors(errorRate: number | null): Trouble {
  return above(errorRate, thresholds.errorRate)
}

export function troubleOfDegraded(degraded: number | null): Trouble {
  return above(degraded, thresholds.degraded)
}

/** Whether the figures of this moment miss the objective; false where the figure is unknown. */
export function isMissed(objective: Objective, figures: Figures): boolean {
  const actual = figureOf(objective.metric, figures)
  if (actual === null) return false
  const below = limit(objective.below)
  const over = limit(objective.above)
  return (below !== null && actual >= below) || (over !== null && actual <= over)
}

/** An objective's bound in the result's units: durations become milliseconds. */
export function limit(bound: Objective['below']): number | null {
  if (bound === undefined) return null
  return typeof bound === 'number' ? bound : toMilliseconds(bound)
}

function figureOf(metric: Objective['metric'], figures: Figures): number | null {
  switch (metric) {
    case 'mean':
    case 'p50':
    case 'p95':
    case 'p99':
    case 'errorRate':
    case 'utilisation':
      return figures[metric]
    case 'availability':
      return 1 - figures.errorRate
    case 'throughput':
      return figures.rate
    case 'p90':
    case 'p999':
    case 'cost':
      return null
  }
}

function troubleOfState({ state, replicas, replicasReady }: Condition): Trouble {
  if (state === 'down') return 'bad'
  if (state === 'degraded' || state === 'paused') return 'warning'
  const serving = state === 'ready' && replicas !== null && replicasReady !== null
  if (serving && replicasReady < replicas) return replicasReady === 0 ? 'bad' : 'warning'
  return 'none'
}

function above(value: number | null, levels: { warning: number; bad: number }): Trouble {
  if (value === null || !(value > levels.warning)) return 'none'
  return value > levels.bad ? 'bad' : 'warning'
}

export function worstTrouble(found: Trouble[]): Trouble {
  if (found.includes('bad')) return 'bad'
  return found.includes('warning') ? 'warning' : 'none'
}
