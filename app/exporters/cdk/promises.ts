import type { Objective } from '../../design/design.ts'
import { toSeconds } from '../../design/quantities.ts'
import type { Loss } from '../exporter.ts'
import { toEntrances } from './entrances.ts'
import type { Part, Plan } from './plan.ts'

/** An alarm on what the design's objectives promise. */
export interface Alarm {
  id: string
  method: 'slowAnswers' | 'failedAnswers' | 'slowCalls' | 'failedCalls' | 'busyTasks'
  part: Part
  /** Of latencies: `p95`, `Average`. */
  statistic?: string
  threshold: number
}

const statistics: Partial<Record<Objective['metric'], string>> = {
  mean: 'Average',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
}

/**
 * The alarms of all scenarios' objectives, and what no alarm can watch. CloudWatch sees entrances and services, not journeys: where
 * several journeys enter together, the loosest of their bounds holds for all of them, since breaking it breaks a promise for certain.
 */
export function toAlarms(plan: Plan): { alarms: Alarm[]; losses: Loss[] } {
  const alarms = new Map<string, Alarm>()
  const losses: Loss[] = []
  for (const [scenario, { objectives }] of Object.entries(plan.design.scenarios ?? {})) {
    for (const objective of objectives ?? []) {
      const made = toAlarm(objective, plan)
      if (typeof made === 'string') losses.push({ where: `scenarios.${scenario}`, what: `${describe(objective)}: ${made}` })
      else for (const alarm of made) keepLoosest(alarms, alarm)
    }
  }
  return { alarms: [...alarms.values()], losses }
}

function keepLoosest(alarms: Map<string, Alarm>, alarm: Alarm): void {
  const before = alarms.get(alarm.id)
  if (!before || before.threshold < alarm.threshold) alarms.set(alarm.id, alarm)
}

function toAlarm(objective: Objective, plan: Plan): Alarm[] | string {
  const statistic = statistics[objective.metric]
  const allowed = failuresAllowed(objective)
  if (objective.component !== undefined) {
    const part = plan.parts.find(({ id }) => id === objective.component)
    if (part?.role !== 'service') return 'there is an alarm for services only.'
    if (objective.metric === 'utilisation' && typeof objective.below === 'number') {
      return [{ id: `${part.construct}Busy`, method: 'busyTasks', part, threshold: percent(objective.below) }]
    }
    if (part.container?.ports.http === undefined) return 'Service Connect measures HTTP only.'
    if (statistic && objective.below !== undefined) {
      return [
        { id: `${part.construct}Slow${word(statistic)}`, method: 'slowCalls', part, statistic, threshold: seconds(objective.below) * 1000 },
      ]
    }
    return allowed === undefined
      ? 'there is no alarm for this metric.'
      : [{ id: `${part.construct}Failing`, method: 'failedCalls', part, threshold: allowed }]
  }
  const entrances = toEntrances(plan).filter(({ sources }) => sources.some((source) => sends(source, objective.journey)))
  if (entrances.length === 0) return 'its journey enters nowhere that AWS measures.'
  return toEntranceAlarms(
    entrances.map(({ part }) => part),
    objective,
    statistic,
    allowed,
  )
}

function toEntranceAlarms(
  parts: Part[],
  objective: Objective,
  statistic: string | undefined,
  allowed: number | undefined,
): Alarm[] | string {
  if (statistic && objective.below !== undefined) {
    const threshold = seconds(objective.below)
    return parts.map((part) => ({
      id: `${part.construct}EntranceSlow${word(statistic)}`,
      method: 'slowAnswers',
      part,
      statistic,
      threshold,
    }))
  }
  if (allowed !== undefined)
    return parts.map((part) => ({ id: `${part.construct}EntranceFailing`, method: 'failedAnswers', part, threshold: allowed }))
  return objective.metric === 'throughput'
    ? 'fewer requests, as at night, are no fault, so there is no alarm.'
    : 'there is no alarm for this metric.'
}

/** Percent of requests that may fail. */
function failuresAllowed({ metric, below, above }: Objective): number | undefined {
  if (metric === 'availability' && typeof above === 'number') return percent(1 - above)
  return metric === 'errorRate' && typeof below === 'number' ? percent(below) : undefined
}

function sends({ behaviour }: Part, journey: string | undefined): boolean {
  return behaviour.model === 'source' && (journey === undefined || (behaviour.journeys[journey] ?? 0) > 0)
}

function describe({ journey, component, metric, below, above }: Objective): string {
  const of = journey ?? component
  return `${metric}${of === undefined ? '' : ` of ${of}`} ${below === undefined ? `above ${above}` : `below ${below}`}`
}

/** Latencies are durations, or plain milliseconds. */
function seconds(bound: string | number): number {
  return rounded(typeof bound === 'number' ? bound / 1000 : toSeconds(bound))
}

const percent = (share: number) => rounded(share * 100)
const rounded = (value: number) => Math.round(value * 1e6) / 1e6
const word = (statistic: string) => statistic.replace(/\W/g, '').replace(/^p/, 'P')
