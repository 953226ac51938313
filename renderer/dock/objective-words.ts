import type { Objective } from '../../app/design/design.ts'
import { toAvailability, toLatency, toMoney, toRate, toShare, toSpan, toText } from '../../app/run/figures.ts'
import type { Judged } from '../../app/run/result.ts'
import { limit } from '../run/trouble.ts'

/** `p99 below 400 ms`, `availability above 99.9 %`. */
export function objectiveWords(objective: Objective): string {
  const name = { errorRate: 'errors', p999: 'p99.9', cost: 'cost a month' }[objective.metric as string] ?? objective.metric
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
    case 'cost':
      return toText(toMoney(value))
    default:
      return toText(toLatency(value))
  }
}

/** Why there is no judgement: `not known yet, takes 12 min`, or the interval that holds the bound. */
export function unknownWords(judged: Judged): string {
  const { short, interval, needed, metric, actual } = judged
  if (metric === 'cost')
    return actual === null ? 'not known: no price' : `not known, ${objectiveFigure(judged, actual)} without what has no price`
  const takes = typeof needed === 'number' ? `, takes ${toSpan(needed)}` : ''
  if (short || !interval) return `not known yet${takes}`
  return `not known yet, ${objectiveFigure(judged, interval[0])} to ${objectiveFigure(judged, interval[1])}${takes}`
}

/** What stands behind a judgement: its interval, what it takes to know, and how many requests it is about. */
export function objectiveTip(judged: Judged): string | undefined {
  const { interval, verdict, needed, answered } = judged
  const [low, high] = interval ?? [null, null]
  const sentences = [
    interval ? `95 % interval: ${objectiveFigure(judged, low)} to ${objectiveFigure(judged, high)}.` : '',
    verdict === 'unknown' && typeof needed === 'number' ? `It takes about ${toSpan(needed)} of the scenario to know.` : '',
    verdict === 'unknown' && needed === null ? 'No length of run would tell.' : '',
    answered !== undefined && answered < 0.9995
      ? `${objectiveFigure({ metric: 'errorRate' }, answered)} of the requests were answered.`
      : '',
  ].filter(Boolean)
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
