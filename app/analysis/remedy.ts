import type { Design } from '../design/design.ts'
import type { Fix } from '../design/fix.ts'
import { toLatencyText, toShareText } from '../run/figures.ts'
import type { Result } from '../run/result.ts'
import type { Bottleneck } from './bottleneck.ts'
import type { Help } from './limits/limit.ts'
import { nameOf } from './name-of.ts'

/** What a change is judged by: a figure of one subject; null: no steady figure exists, which is worse than any. */
export interface Judged {
  figure: 'errors' | 'p99' | 'backlog'
  /** A journey, or the broker of a backlog; null: all journeys together. */
  subject: string | null
  value: number | null
}

/** Less than this is no improvement that a person would make a change for. */
const worthwhile = 0.1
/** So few errors are as good as none. */
const fewErrors = 0.01

/** What a bottleneck costs, read from a result. The same subject is judged before and after. */
export function judge({ cost }: Bottleneck, result: Result, subject?: string | null): Judged {
  if (cost.of === 'backlog') {
    const figures = result.components[cost.component]
    const grows = figures === undefined || figures.waiting.mean === null
    return { figure: 'backlog', subject: cost.component, value: grows ? null : figures.queue.mean }
  }
  if (cost.of === 'errors') return { figure: 'errors', subject: null, value: errorsOf(result) }
  const journey = subject ?? slowest(result)
  return { figure: 'p99', subject: journey, value: journey === null ? null : (result.journeys[journey]?.latency.p99 ?? null) }
}

/** Whether the second is better than the first, by enough to be worth a change. */
export function isBetter(before: number | null, after: number | null): boolean {
  if (after === null) return false
  return before === null || after < before * (1 - worthwhile)
}

/** Whether what is left of the cost is nothing to speak of; of a delay that is for the limit itself to say. */
export function isSettled({ figure, value }: Judged, stillBinds: boolean): boolean {
  if (value === null) return false
  return figure === 'errors' ? value < fewErrors : !stillBinds
}

/** Values to predict, the least first: about what theory says, a little less, and more in case it was too little. */
export function valuesToTry({ from, to, step }: Help): number[] {
  const far = to - from
  const values = [from + far * 0.6, to, from + far * 1.5, from + far * 2.5]
  const stepped = step === 0 ? values : values.map((value) => Math.round(value / step) * step)
  return [...new Set(stepped)].filter((value) => value !== from && (far > 0 ? value > from : value < from))
}

export function toFix(changes: { help: Help; value: number }[]): Fix {
  return {
    label: changes.map(({ help, value }) => `${last(help.path)} ${help.write(help.from)} → ${help.write(value)}`).join(', '),
    edits: changes.map(({ help, value }) => ({ path: help.path, value: help.write(value) })),
  }
}

const last = (path: string[]) => path.slice(2).join('.')

/** With 9 connections in the pool instead of 5, p99 falls from 250 ms to 52 ms. */
export function remedySentence(design: Design, changes: { help: Help; value: number }[], before: Judged, after: Judged): string {
  const numbers = changes.map(({ help, value }) => `${help.words(value)} instead of ${String(help.write(help.from))}`).join(' and ')
  const of = before.subject === null || before.subject === 'default' ? '' : ` of ${nameOf(design, before.subject)}`
  switch (before.figure) {
    case 'errors':
      return `With ${numbers}, errors fall from ${toShareText(before.value ?? 1)} to ${toShareText(after.value ?? 1)}.`
    case 'backlog':
      return `With ${numbers}, the queue${of} ${before.value === null ? 'no longer grows' : `falls from ${Math.round(before.value)} waiting messages`}: ${Math.max(0, Math.round(after.value ?? 0))} wait on average.`
    case 'p99':
      return before.value === null
        ? `With ${numbers}, it keeps up, and p99${of} is ${toLatencyText(after.value ?? 0)}.`
        : `With ${numbers}, p99${of} falls from ${toLatencyText(before.value)} to ${toLatencyText(after.value ?? 0)}.`
  }
}

/** Share of all requests that fail. */
function errorsOf({ journeys }: Result): number {
  const all = Object.values(journeys)
  const offered = all.reduce((sum, { throughput }) => sum + throughput, 0)
  return offered > 0 ? all.reduce((sum, { throughput, errorRate }) => sum + throughput * errorRate, 0) / offered : 0
}

/** The journey with the highest p99; one without a steady one comes first. */
function slowest({ journeys }: Result): string | null {
  const value = (p99: number | null) => p99 ?? Number.POSITIVE_INFINITY
  const [first] = Object.entries(journeys).sort(([, a], [, b]) => value(b.latency.p99) - value(a.latency.p99))
  return first?.[0] ?? null
}
