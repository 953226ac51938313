import type { Objective } from '../../design/design.ts'
import type { Latency, Result } from '../../run/result.ts'

/** Figures that a prediction is asked for: of each journey the mean and the p99, and whatever the objectives judge. */
const asked = ['latency.mean', 'latency.p99']

interface Asked {
  group: 'components' | 'journeys'
  id: string
  name: string
}

/**
 * For how many seconds the figures that are asked for have to be counted, so that half the interval of each is within `precision` of
 * it, or its objective is decided. No more than were counted: they are known well enough. Figures that no length would tell do not count.
 * `judges`: only the objectives are asked for.
 */
export function lengthNeeded(result: Result, precision: number, judges = false): number {
  const { statistics } = result
  if (!statistics) return 0
  const wanted: Asked[] = [
    ...(judges ? [] : Object.keys(result.journeys)).flatMap((id) => asked.map((name): Asked => ({ group: 'journeys', id, name }))),
    ...result.objectives.filter(({ verdict }) => verdict === 'unknown').flatMap((objective) => judgedFigures(objective, result)),
  ]
  return Math.max(0, ...wanted.map(({ group, id, name }) => neededFor(result, group, id, name, precision)))
}

function neededFor(result: Result, group: 'components' | 'journeys', id: string, name: string, precision: number): number {
  const { statistics } = result
  const unknown = statistics?.unknown[group][id]?.[name]
  if (!statistics || unknown === null) return 0
  if (unknown !== undefined) return unknown
  const interval = statistics.intervals[group][id]?.[name]
  const value = figureOf(result, group, id, name)
  if (!interval || value === null || value === 0) return 0
  const share = (interval[1] - interval[0]) / 2 / Math.abs(value)
  return share <= precision ? 0 : statistics.counted * (share / precision) ** 2
}

function judgedFigures({ journey, component, metric }: Objective, { journeys }: Result): Asked[] {
  // A cost is of means, which are asked for anyway.
  if (metric === 'cost') return []
  const name =
    metric === 'availability' || metric === 'errorRate'
      ? 'errorRate'
      : metric === 'throughput' || metric === 'utilisation'
        ? metric
        : `latency.${metric}`
  if (component !== undefined) return [{ group: 'components', id: component, name }]
  return (journey === undefined ? Object.keys(journeys) : [journey]).map((id): Asked => ({ group: 'journeys', id, name }))
}

function figureOf(result: Result, group: 'components' | 'journeys', id: string, name: string): number | null {
  const subject = result[group][id]
  if (!subject) return null
  if (name.startsWith('latency.')) return subject.latency[name.slice('latency.'.length) as keyof Latency]
  const value = (subject as unknown as Record<string, unknown>)[name]
  return typeof value === 'number' ? value : null
}
