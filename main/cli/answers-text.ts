import type { Capacity, Remedy, Sensitivity, Sweep } from '../../app/analysis/answers.ts'
import { capacityInterval } from '../../app/analysis/capacity-interval.ts'
import { toCountText, toLatencyText, toRateText, toShareText, toSpan } from '../../app/run/figures.ts'
import { toObjectiveName } from './result-text.ts'
import { toTable } from './table.ts'

const mostParameters = 12

export function toCapacityText(capacities: Capacity[]): string {
  const rows = capacities.map((capacity) => {
    const { objective, met, missed, ratePerSecond } = capacity
    return [
      toObjectiveName(objective),
      met === null ? 'never' : `${toCountText(met)} x`,
      ratePerSecond === null ? '–' : toRateText(ratePerSecond),
      missed === null ? 'not found' : `${toCountText(missed)} x`,
      capacityInterval(capacity) ?? '–',
    ]
  })
  const why = new Set(capacities.flatMap(({ sentence }) => (sentence ? [`Beyond that: ${sentence}`] : [])))
  return [toTable(['CAPACITY', 'met up to', 'traffic', 'missed from', '95 %'], rows), ...why].join('\n')
}

/** The number that helps, and what limits then. */
export function toRemedyText(remedy: Remedy | null): string {
  if (remedy === null) return 'REMEDY\nNothing is near a limit, so nothing has to be changed.'
  const next = remedy.next === undefined ? [] : [`Then: ${remedy.next}`]
  return ['REMEDY', remedy.sentence, ...next].join('\n')
}

/** `needed`: the p99 is not known at all, and the scenario would have to last so many seconds. */
export function toSensitivityText(figure: number | null, parameters: Sensitivity[], needed?: number | null): string {
  if (typeof needed === 'number') {
    return `SENSITIVITY of p99\nNot known yet: too few requests come to tell a p99. It takes about ${toSpan(needed)} of the scenario.`
  }
  const all = parameters.filter(({ sure = true }) => sure)
  const chance = parameters.length - all.length
  const shown = all.slice(0, mostParameters)
  const rows = shown.map(({ path, kind, value, low, high, change, interval }) => [
    path,
    toValueText(kind, value),
    `${toValueText(kind, low.value)}: ${toLatencyText(low.figure)}`,
    `${toValueText(kind, high.value)}: ${toLatencyText(high.figure)}`,
    change === null ? 'overloads' : toChangeText(change),
    interval ? `${toChangeText(interval[0])} to ${toChangeText(interval[1])}` : '–',
  ])
  const more = all.length > shown.length ? `\n(${all.length - shown.length} more move it less)` : ''
  const noise = chance > 0 ? `\n(${chance} more move it by less than chance does)` : ''
  return `${toTable([`SENSITIVITY of p99 (${toLatencyText(figure)})`, 'is', 'less', 'more', 'p99', '95 %'], rows)}${more}${noise}`
}

export function toSweepText({ path, points }: Sweep): string {
  const journeys = [...new Set(points.flatMap(({ result }) => Object.keys(result.journeys)))]
  const heads = [path, ...journeys.flatMap((name) => [`${name} rate`, 'errors', 'p50', 'p99'])]
  const rows = points.map(({ value, result }) => [
    String(Number(value.toPrecision(6))),
    ...journeys.flatMap((name) => {
      const figures = result.journeys[name]
      if (!figures) return ['–', '–', '–', '–']
      return [
        toRateText(figures.throughput),
        toShareText(figures.errorRate),
        toLatencyText(figures.latency.p50),
        toLatencyText(figures.latency.p99),
      ]
    }),
  ])
  return toTable(heads, rows)
}

function toChangeText(share: number): string {
  return `${share > 0 ? '+' : ''}${toShareText(share)}`
}

function toValueText(kind: Sensitivity['kind'], value: number): string {
  return kind === 'duration' ? toLatencyText(value) : toCountText(value)
}
