import type { Capacity, Remedy, Sensitivity, Sweep } from '../../app/analysis/answers.ts'
import { capacityInterval } from '../../app/analysis/capacity-interval.ts'
import { toCountText, toLatencyText, toRateText, toShareText } from '../../app/run/figures.ts'
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

export function toSensitivityText(figure: number | null, all: Sensitivity[]): string {
  const shown = all.slice(0, mostParameters)
  const rows = shown.map(({ path, kind, value, low, high, change }) => [
    path,
    toValueText(kind, value),
    `${toValueText(kind, low.value)}: ${toLatencyText(low.figure)}`,
    `${toValueText(kind, high.value)}: ${toLatencyText(high.figure)}`,
    change === null ? 'overloads' : `${change > 0 ? '+' : ''}${toShareText(change)}`,
  ])
  const more = all.length > shown.length ? `\n(${all.length - shown.length} more move it less)` : ''
  return `${toTable([`SENSITIVITY of p99 (${toLatencyText(figure)})`, 'is', 'less', 'more', 'p99'], rows)}${more}`
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

function toValueText(kind: Sensitivity['kind'], value: number): string {
  return kind === 'duration' ? toLatencyText(value) : toCountText(value)
}
