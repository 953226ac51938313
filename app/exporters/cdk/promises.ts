import type { Objective } from '../../design/design.ts'
import { toSeconds } from '../../design/quantities.ts'
import type { Loss } from '../exporter.ts'
import { type Route, toRoutes } from './entrances.ts'
import { portsOf } from './links.ts'
import type { Part, Plan } from './plan.ts'

/** An alarm on what the design's objectives promise. */
export type Alarm = Threshold & Watched

interface Threshold {
  id: string
  /** Of latencies: `p95`, `Average`. */
  statistic?: string
  threshold: number
}

/** The load balancer as a whole, one of its ways, or a service. */
type Watched =
  | { method: 'unavailable' }
  | { method: 'slowAnswers' | 'failedAnswers'; route: Route }
  | { method: 'slowCalls' | 'failedCalls' | 'busyTasks'; part: Part }

const statistics: Partial<Record<Objective['metric'], string>> = {
  mean: 'Average',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
}

/**
 * The alarms of all scenarios' objectives, and what no alarm can watch. CloudWatch tells journeys apart by the rule that took them: where
 * several come the same way, the loosest of their bounds holds for all of them, since breaking it breaks a promise for certain.
 */
export function toAlarms(plan: Plan): { alarms: Alarm[]; losses: Loss[] } {
  const alarms = new Map<string, Alarm>()
  const losses: Loss[] = []
  for (const [scenario, { objectives }] of Object.entries(plan.design.scenarios ?? {})) {
    for (const objective of objectives ?? []) {
      const made = toAlarm(objective, plan)
      if (typeof made === 'string') losses.push({ where: `scenarios.${scenario}`, what: `${describe(objective)}: ${made}` })
      else for (const alarm of made) keepLoosest(alarms, alarm)
      const together = typeof made === 'string' ? undefined : mixedWith(objective, plan)
      if (together) losses.push({ where: `scenarios.${scenario}`, what: `${describe(objective)}: ${together}` })
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
    const [port] = portsOf(part, plan)
    if (port?.protocol !== 'http' && port?.protocol !== 'grpc') return 'Service Connect measures HTTP and gRPC only.'
    if (statistic && objective.below !== undefined) {
      return [
        { id: `${part.construct}Slow${word(statistic)}`, method: 'slowCalls', part, statistic, threshold: seconds(objective.below) * 1000 },
      ]
    }
    return allowed === undefined
      ? 'there is no alarm for this metric.'
      : [{ id: `${part.construct}Failing`, method: 'failedCalls', part, threshold: allowed }]
  }
  const routes = routesOf(objective, plan)
  if (routes.length === 0) return 'its journey enters nowhere that AWS measures.'
  return toEntranceAlarms(routes, objective, statistic, allowed)
}

function routesOf({ journey }: Objective, plan: Plan): Route[] {
  return toRoutes(plan).filter(({ journeys }) => journeys.length > 0 && (journey === undefined || journeys.includes(journey)))
}

/** What a promise of one journey is watched together with, since nothing at the load balancer tells them apart. */
function mixedWith({ journey, component }: Objective, plan: Plan): string | undefined {
  if (journey === undefined || component !== undefined) return undefined
  const others = new Set(routesOf({ journey, metric: 'mean' }, plan).flatMap(({ journeys }) => journeys.filter((each) => each !== journey)))
  if (others.size === 0) return undefined
  return `no path tells ${journey} from ${[...others].join(', ')}, so the alarm watches them together, by the loosest of their bounds.`
}

function toEntranceAlarms(
  routes: Route[],
  objective: Objective,
  statistic: string | undefined,
  allowed: number | undefined,
): Alarm[] | string {
  const named = (route: Route) => route.name.charAt(0).toUpperCase() + route.name.slice(1)
  if (statistic && objective.below !== undefined) {
    const threshold = seconds(objective.below)
    return routes.map((route) => ({
      id: `${named(route)}EntranceSlow${word(statistic)}`,
      method: 'slowAnswers',
      route,
      statistic,
      threshold,
    }))
  }
  if (allowed !== undefined) {
    const apart = routes.map(
      (route) => ({ id: `${named(route)}EntranceFailing`, method: 'failedAnswers', route, threshold: allowed }) as const,
    )
    // Errors of the load balancer itself belong to no way: they are counted for all of them.
    return [...(objective.journey === undefined ? [] : apart), { id: 'Unavailable', method: 'unavailable', threshold: allowed }]
  }
  return objective.metric === 'throughput'
    ? 'fewer requests, as at night, are no fault, so there is no alarm.'
    : 'there is no alarm for this metric.'
}

/** Percent of requests that may fail. */
function failuresAllowed({ metric, below, above }: Objective): number | undefined {
  if (metric === 'availability' && typeof above === 'number') return percent(1 - above)
  return metric === 'errorRate' && typeof below === 'number' ? percent(below) : undefined
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
