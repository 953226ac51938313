import type { Objective } from '../../app/design/design.ts'
import { toAvailability, toLatency, toRate, toShare, toText } from '../../app/run/figures.ts'
import { limit } from '../run/trouble.ts'

/** `p99 below 400 ms`, `availability above 99.9 %`. */
export function objectiveWords(objective: Objective): string {
  const name = { errorRate: 'errors', p999: 'p99.9' }[objective.metric as string] ?? objective.metric
  const below = limit(objective.below)
  const above = limit(objective.above)
  const bounds = [
    below === null ? '' : `below ${objectiveFigure(objective, below)}`,
    above === null ? '' : `above ${objectiveFigure(objective, above)}`,
  ]
  return [name, bounds.filter(Boolean).join(' and ')].join(' ')
}

/** A figure of the objective's metric with its unit. Latencies in milliseconds, shares 0..1, rates per second. */
export function objectiveFigure(objective: Objective, value: number | null): string {
  switch (objective.metric) {
    case 'availability':
      return toText(toAvailability(value))
    case 'errorRate':
    case 'utilisation':
      return toText(toShare(value))
    case 'throughput':
      return toText(toRate(value))
    default:
      return toText(toLatency(value))
  }
}
