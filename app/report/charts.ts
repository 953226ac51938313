import type { Design } from '../design/design.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import { toLatency, toRate, toShare, toText } from '../run/figures.ts'
import type { Result } from '../run/result.ts'
import type { ResolvedScenario } from '../run/scenario.ts'
import type { Markup } from './html.ts'
import { faultText } from './scenario-words.ts'
import { type ChartLine, type TimeChart, toTimeChart } from './time-chart.ts'

const mostComponents = 4

/** Latency and traffic of every journey, and the workers of the busiest components, over the scenario. */
export function chartsOf(result: Result, scenario: ResolvedScenario, design: Design): Markup[] {
  const frame = {
    duration: result.duration,
    times: result.series.time,
    warmup: result.warmup,
    marks: scenario.faults.map(({ fault, at, until }) => ({ from: at, to: until, label: faultText(design, fault) })),
  }
  const chart = (rest: Pick<TimeChart, 'title' | 'lines' | 'format' | 'limit'>) => toTimeChart({ ...frame, ...rest })
  const journeys = Object.entries(result.series.journeys).flatMap(([name, columns]) => {
    const line = (label: string, key: string, look: ChartLine['look']): ChartLine => ({ label, look, values: columns[key] ?? [] })
    const failed = (columns.throughput ?? []).map((rate, i) => (rate === null ? null : rate * (columns.errorRate?.[i] ?? 0)))
    const limit = limitOf(result, name)
    return [
      chart({
        title: `${name}: latency`,
        lines: [line('p50', 'p50', 'two'), line('p95', 'p95', 'three'), line('p99', 'p99', 'one')],
        format: (ms) => toText(toLatency(ms)),
        ...(limit ? { limit } : {}),
      }),
      chart({
        title: `${name}: traffic`,
        lines: [
          line('offered', 'offered', 'faint'),
          line('answered', 'throughput', 'two'),
          { label: 'failed', look: 'bad', values: failed },
        ],
        format: (rate) => toText(toRate(rate)),
      }),
    ]
  })
  const busiest = Object.entries(result.components)
    .filter(([id]) => result.series.components[id]?.utilisation)
    .sort(([, a], [, b]) => b.utilisation - a.utilisation)
    .slice(0, mostComponents)
  const looks = ['one', 'two', 'three', 'faint'] as const
  const lines = busiest.map(([id], i) => ({
    label: design.components[id]?.name ?? id,
    look: looks[i] ?? 'faint',
    values: result.series.components[id]?.utilisation ?? [],
  }))
  return [...journeys, chart({ title: 'Busy workers', lines, format: (share) => toText(toShare(share)) })]
}

/** An objective on the journey's latency, as the level not to be crossed. */
function limitOf(result: Result, journey: string): TimeChart['limit'] {
  const objective = result.objectives.find(
    (each) =>
      each.component === undefined && (each.journey ?? journey) === journey && typeof each.below === 'string' && isDuration(each.below),
  )
  if (!objective || typeof objective.below !== 'string') return undefined
  return { value: toMilliseconds(objective.below), label: `${objective.metric} below ${objective.below}` }
}
