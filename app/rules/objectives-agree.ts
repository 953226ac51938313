import type { Objective } from '../design/design.ts'
import type { Rule } from './rule.ts'
import { type InScenario, msOf, objectivesIn } from './scenario-places.ts'

/** Ascending: each quantile is at least the one before it. */
const quantiles = ['p50', 'p90', 'p95', 'p99', 'p999']

interface Bound {
  /** What is bounded, with availability taken as errors. */
  metric: string
  at: number
}

/** Two objectives on one subject can be met together. */
export const objectivesAgree: Rule = {
  id: 'objectives-agree',
  severity: 'error',
  check: (design) => {
    const all = objectivesIn(design)
    return all.flatMap((one, at) => {
      // With itself as well: below one bound and above a higher one.
      const other = all
        .slice(0, at + 1)
        .find((each) => isSameSubject(each, one) && (contradict(each.part, one.part) || contradict(one.part, each.part)))
      if (other === undefined) return []
      const message =
        other === one
          ? `In the scenario ${one.id} the objective ${words(one.part)} contradicts itself.`
          : `In the scenario ${one.id} the objectives ${words(other.part)} and ${words(one.part)} cannot both be met.`
      return [{ message, remedy: 'Change one of the bounds, or take one objective out.', path: one.path }]
    })
  },
}

function isSameSubject(a: InScenario<Objective>, b: InScenario<Objective>): boolean {
  return a.id === b.id && a.part.journey === b.part.journey && a.part.component === b.part.component
}

/** Whether the first wants the figure, or one that is at most it, above what the second wants it below. */
function contradict(low: Objective, high: Objective): boolean {
  const [lowest, highest] = [lower(low), upper(high)]
  if (!lowest || !highest || lowest.at < highest.at) return false
  const [a, b] = [quantiles.indexOf(lowest.metric), quantiles.indexOf(highest.metric)]
  return lowest.metric === highest.metric || (a >= 0 && b >= 0 && a <= b)
}

function lower({ metric, above, below }: Objective): Bound | undefined {
  const [name, bound] =
    metric === 'availability' ? ['errorRate', below === undefined ? undefined : 1 - Number(below)] : [metric, number(above)]
  return bound === undefined ? undefined : { metric: name as string, at: bound as number }
}

function upper({ metric, above, below }: Objective): Bound | undefined {
  const [name, bound] =
    metric === 'availability' ? ['errorRate', above === undefined ? undefined : 1 - Number(above)] : [metric, number(below)]
  return bound === undefined ? undefined : { metric: name as string, at: bound as number }
}

function number(bound: string | number | undefined): number | undefined {
  return typeof bound === 'string' ? msOf(bound) : bound
}

// p99 below 400ms
function words({ metric, below, above }: Objective): string {
  return [metric, ...(below === undefined ? [] : [`below ${below}`]), ...(above === undefined ? [] : [`above ${above}`])].join(' ')
}
