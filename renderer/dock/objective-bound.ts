import type { Objective } from '../../app/design/design.ts'
import { durationPattern } from '../../app/design/quantities.ts'

type Metric = Objective['metric']

/** What an objective is about, as a form shows it. */
export const metricWords: Record<Metric, string> = {
  mean: 'mean latency',
  p50: 'p50 latency',
  p90: 'p90 latency',
  p95: 'p95 latency',
  p99: 'p99 latency',
  p999: 'p99.9 latency',
  availability: 'availability',
  errorRate: 'error rate',
  throughput: 'throughput',
  utilisation: 'utilisation',
  cost: 'cost a month',
}

const shares: readonly Metric[] = ['availability', 'errorRate', 'utilisation']

/** The bound that an objective of this metric begins with: what one would ask of an ordinary service. */
export function usualObjective(metric: Metric, about: Pick<Objective, 'journey' | 'component'> = {}): Objective {
  if (metric === 'availability') return { ...about, metric, above: 0.999 }
  if (metric === 'throughput') return { ...about, metric, above: 10 }
  if (metric === 'cost') return { ...('component' in about ? { component: about.component } : {}), metric, below: 1000 }
  if (shares.includes(metric)) return { ...about, metric, below: metric === 'utilisation' ? 0.8 : 0.01 }
  return { ...about, metric, below: '300ms' }
}

/** A bound as a person types it: `99.9 %`, `300 ms`, `40`. */
export function boundText(metric: Metric, bound: string | number | undefined): string {
  if (bound === undefined) return ''
  if (typeof bound === 'number' && shares.includes(metric)) return `${Number((bound * 100).toPrecision(12))} %`
  return typeof bound === 'number' ? String(bound) : bound.replace(/([a-z]+)$/i, ' $1')
}

/** The bound that was typed, or what is wrong with it as a sentence. */
export function readBound(metric: Metric, typed: string): { value: string | number } | { error: string } {
  const text = typed.replace(/\s+/g, '')
  if (shares.includes(metric)) {
    const [, number = '', percent = ''] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.replace(',', '.')) ?? []
    const share = number === '' ? Number.NaN : Number((Number(number) / (percent ? 100 : 1)).toPrecision(12))
    return share <= 1 ? { value: share } : { error: 'Write a share, such as 99.9 % or 0.999.' }
  }
  if (metric === 'throughput') {
    const rate = /^\d+(\.\d+)?(\/s)?$/.test(text) ? Number.parseFloat(text) : Number.NaN
    return rate >= 0 ? { value: rate } : { error: 'Write requests per second, such as 40.' }
  }
  if (metric === 'cost') {
    const dollars = /^\$?\d+(,\d{3})*(\.\d+)?$/.test(text) ? Number.parseFloat(text.replace(/[$,]/g, '')) : Number.NaN
    return dollars >= 0 ? { value: dollars } : { error: 'Write dollars a month, such as 2000.' }
  }
  return durationPattern.test(text) ? { value: text } : { error: 'Write a time and its unit, such as 300ms or 1.5s.' }
}
