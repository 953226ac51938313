import { designChanges } from '../analysis/design-changes.ts'
import { nameOf } from '../analysis/name-of.ts'
import { type Seen, whatChanged } from '../analysis/what-changed.ts'
import { toCountText, toLatencyText, toMoney, toRateText, toShareText, toText } from '../run/figures.ts'
import type { Judged, Latency, Result } from '../run/result.ts'
import { actualFigure, objectiveText } from './scenario-words.ts'

/** One figure on both sides, as people read it; absent on the side that does not have what it is of. */
export interface Pair {
  before: string | undefined
  after: string | undefined
}

/** Something that both, or one, of two designs has. */
export interface ComparedRow {
  id: string
  name: string
  presence: 'both' | 'added' | 'removed'
  /** By the figure's name. */
  figures: Record<string, Pair>
}

/** What two runs say of each other. */
export interface ComparedResults {
  scenario: { before: string; after: string }
  /** What differs between the designs, in words. */
  changes: string[]
  /** What came of it, and why; null: nothing to say. */
  sentence: string | null
  journeys: ComparedRow[]
  components: ComparedRow[]
  connections: ComparedRow[]
  objectives: ComparedRow[]
  /** Empty where neither is billed. */
  cost: ComparedRow[]
}

export const comparedFigures = {
  journeys: ['rate', 'errors', 'mean', 'p95', 'p99'],
  components: ['replicas', 'rate', 'errors', 'utilisation', 'p99'],
  connections: ['rate', 'errors', 'p99'],
  objectives: ['actual', 'verdict'],
  cost: ['a month'],
} as const

/** Sets two results beside each other. Figures stand as the person reads them, so that what reads the same is the same. */
export function compareResults(before: Seen, after: Seen): ComparedResults {
  const latencies = ({ mean, p95, p99 }: Latency) => ({ mean: toLatencyText(mean), p95: toLatencyText(p95), p99: toLatencyText(p99) })
  const named = (id: string) => (has(after.result, id) ? nameOf(after.design, id) : nameOf(before.design, id))
  return {
    scenario: { before: before.result.scenario, after: after.result.scenario },
    changes: designChanges(before.design, after.design),
    sentence: whatChanged(before, after),
    journeys: toRows(
      before.result.journeys,
      after.result.journeys,
      (id) => id,
      (journey) => ({
        rate: toRateText(journey.throughput),
        errors: toShareText(journey.errorRate),
        ...latencies(journey.latency),
      }),
    ),
    components: toRows(before.result.components, after.result.components, named, (component) => ({
      replicas: toCountText(component.replicas.mean),
      rate: toRateText(component.throughput),
      errors: toShareText(component.errorRate),
      utilisation: toShareText(component.utilisation),
      p99: toLatencyText(component.latency.p99),
    })),
    connections: toRows(before.result.connections, after.result.connections, named, (connection) => ({
      rate: toRateText(connection.throughput),
      errors: toShareText(connection.errorRate),
      p99: toLatencyText(connection.latency.p99),
    })),
    objectives: toRows(
      byText(before),
      byText(after),
      (id) => id,
      (judged) => ({
        actual: judged.actual === null ? '–' : toText(actualFigure(judged.metric, judged.actual)),
        verdict: judged.verdict ?? (judged.met ? 'met' : 'missed'),
      }),
    ),
    cost: toRows(costsOf(before.result), costsOf(after.result), named, (perMonth) => ({
      'a month': perMonth === null ? 'unknown' : toText(toMoney(perMonth)),
    })),
  }
}

const total = 'In all, of what is known'
const eachMillion = 'Each million requests'

function costsOf({ cost }: Result): Record<string, number | null> {
  if (!cost) return {}
  const each = Object.entries(cost.components).map(([id, { perMonth }]): [string, number | null] => [id, perMonth])
  return { [total]: cost.perMonth, [eachMillion]: cost.perMillion, ...Object.fromEntries(each) }
}

/** Whether any figure of it reads differently. */
export function isChanged({ presence, figures }: ComparedRow): boolean {
  return presence !== 'both' || Object.values(figures).some(({ before, after }) => before !== after)
}

/** `12 ms`, or `12 ms → 40 ms` where it changed. */
export function pairText({ before, after }: Pair): string {
  if (before === undefined || after === undefined || before === after) return after ?? before ?? '–'
  return `${before} → ${after}`
}

function has({ components, connections }: Result, id: string): boolean {
  return Object.hasOwn(components, id) || Object.hasOwn(connections, id)
}

function toRows<T>(
  before: Record<string, T>,
  after: Record<string, T>,
  nameFor: (id: string) => string,
  read: (part: T) => Record<string, string>,
): ComparedRow[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return ids.map((id) => {
    const readOf = (parts: Record<string, T>) => (Object.hasOwn(parts, id) ? read(parts[id] as T) : undefined)
    const [was, is] = [readOf(before), readOf(after)]
    const figures = Object.fromEntries(Object.keys(is ?? was ?? {}).map((key) => [key, { before: was?.[key], after: is?.[key] }]))
    return { id, name: nameFor(id), presence: was === undefined ? 'added' : is === undefined ? 'removed' : 'both', figures }
  })
}

function byText({ result }: Seen): Record<string, Judged> {
  return Object.fromEntries(
    result.objectives.map((judged) => {
      const { actual: _, ...objective } = judged
      return [objectiveText(objective), judged]
    }),
  )
}
