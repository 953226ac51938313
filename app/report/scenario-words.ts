import { nameOf } from '../analysis/name-of.ts'
import type { Design, Objective } from '../design/design.ts'
import { faultTitle } from '../faults/fault-words.ts'
import type { Fault } from '../faults/faults.ts'
import { toAvailability, toClock, toCount, toLatency, toMoney, toRate, toShare, toSpan, toText } from '../run/figures.ts'
import type { Judged } from '../run/result.ts'
import type { ResolvedScenario } from '../run/scenario.ts'

/** What the scenario does, in sentences, in order of time. */
export function scenarioSentences(design: Design, scenario: ResolvedScenario): string[] {
  const shapes = [[undefined, scenario.loadPoints] as const, ...Object.entries(scenario.ownLoadPoints)]
  const points = shapes.flatMap(([source, points]) =>
    points.map((point) => ({ ...point, of: source ? ` of ${nameOf(design, source)}` : '' })),
  )
  const traffic = points.map(({ at, scale, over, of }) => ({
    at,
    text: `${toClock(at)}: traffic${of} ${over > 0 ? `goes to × ${toText(toCount(scale))} over ${toSpan(over)}` : `is × ${toText(toCount(scale))}`}.`,
  }))
  const faults = scenario.faults.map(({ fault, at, until }) => ({
    at,
    text: `${toClock(at)}${Number.isFinite(until) ? `–${toClock(until)}` : ' to the end'}: ${faultText(design, fault)}.`,
  }))
  const all = [...traffic, ...faults].sort((a, b) => a.at - b.at).map(({ text }) => text)
  return [`The scenario lasts ${toSpan(scenario.duration)}.`, ...(all.length > 0 ? all : ['Traffic is steady and nothing goes wrong.'])]
}

/** `Orders killed, again every 30s`: what strikes what, and how it comes again. */
export function faultText(design: Design, fault: Fault): string {
  const { repeat } = fault
  if (!repeat) return faultTitle(fault, design)
  return `${faultTitle(fault, design)}, again every ${repeat.every}${repeat.distribution === 'exponential' ? ' on average' : ''}`
}

/** `checkout p99 below 400ms`, with what it came to where that is known: `: 312 ms`. */
export function objectiveText(
  objective: Objective & Partial<Pick<Judged, 'actual' | 'interval' | 'needed' | 'answered' | 'verdict'>>,
): string {
  const { journey, component, metric, below, above, actual, interval, needed, answered, verdict } = objective
  const bounds = [below === undefined ? '' : ` below ${below}`, above === undefined ? '' : ` above ${above}`].join('')
  const name = `${journey ?? component ?? (metric === 'cost' ? 'total' : 'every journey')} ${metric}${bounds}`
  if (actual === undefined) return name
  if (metric === 'cost') {
    const part = verdict === 'unknown' ? ', of what is known' : ''
    return `${name}: ${actual === null ? 'not known' : `${toText(actualFigure(metric, actual))} a month${part}`}`
  }
  const span = interval ? ` (95 %: ${interval.map((end) => toText(actualFigure(metric, end))).join(' to ')})` : ''
  const share = answered !== undefined && answered < 0.9995 ? `, of the ${toText(toShare(answered))} that were answered` : ''
  const takes = verdict === 'unknown' && typeof needed === 'number' ? `, which takes about ${toSpan(needed)} to know` : ''
  return `${name}: ${actual === null ? 'nothing was counted, or the system is overloaded' : toText(actualFigure(metric, actual))}${span}${share}${takes}`
}

/** The actual value of an objective as a figure of its metric. */
export function actualFigure(metric: Objective['metric'], actual: number) {
  if (metric === 'throughput') return toRate(actual)
  if (metric === 'availability') return toAvailability(actual)
  if (metric === 'cost') return toMoney(actual)
  return metric === 'errorRate' || metric === 'utilisation' ? toShare(actual) : toLatency(actual)
}
