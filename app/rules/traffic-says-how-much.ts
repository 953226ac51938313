import { isSource } from '../catalogue/behaviour-of.ts'
import type { Component } from '../design/design.ts'
import type { Timing } from '../design/fields.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** Traffic says in one way how much of it there is: a rate, users, or a recording; and what it says fits together. */
export const trafficSaysHowMuch: Rule = {
  id: 'traffic-says-how-much',
  severity: 'error',
  reportsAbsence: true,
  check: ({ components }) =>
    Object.entries(components)
      .filter(([, component]) => isSource(component))
      .flatMap(([id, component]) =>
        contradictions(component as Traffic).map(([field, message, remedy]) => ({
          message: `${id} ${message}.`,
          remedy,
          path: field === null ? ['components', id] : ['components', id, field],
          component: id,
        })),
      ),
}

interface Traffic extends Component {
  rate?: number
  users?: number
  think?: Timing
  arrivals?: string
  batch?: number
  burst?: object
  trace?: { file?: string; times?: string[] }
}

type Said = [field: string | null, message: string, remedy: string]

function contradictions(traffic: Traffic): Said[] {
  const { rate, users, think, arrivals, batch, burst, trace } = traffic
  const ways = Object.entries({ rate, users, trace }).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const found: Said[] = []
  if (ways.length === 0) found.push([null, 'says neither rate, users nor trace', 'Write rate: 20 for requests per second.'])
  if (ways.length > 1) found.push([ways[1] ?? null, `has ${ways.join(' and ')}, which are different ways to send`, 'Keep one of them.'])
  if (think !== undefined && users === undefined) found.push(['think', 'has a think time and no users', 'Write users: 20, or take it out.'])
  if (users !== undefined && arrivals !== undefined)
    found.push(['arrivals', 'has users, whose requests come when they have thought, and arrivals', 'Take arrivals out.'])
  if (batch !== undefined && batch > 1 && rate === undefined)
    found.push(['batch', 'has batches, which need a rate', 'Write a rate, or take batch out.'])
  if (arrivals === 'bursty' && burst === undefined)
    found.push(['arrivals', 'has bursty arrivals and no burst', 'Write burst: { on: 1s, off: 4s }.'])
  if (burst !== undefined && arrivals !== 'bursty')
    found.push(['burst', 'has bursts, and its arrivals are not bursty', 'Write arrivals: bursty.'])
  if (arrivals === 'trace' && trace === undefined)
    found.push(['arrivals', 'has recorded arrivals and no trace', 'Write trace: { file: arrivals.csv }.'])
  if (trace !== undefined && arrivals !== undefined && arrivals !== 'trace')
    found.push(['arrivals', `has a trace and ${arrivals} arrivals`, 'Take one of them out.'])
  return trace ? [...found, ...traceContradictions(trace)] : found
}

function traceContradictions({ file, times }: NonNullable<Traffic['trace']>): Said[] {
  if (file === undefined && times === undefined) return [['trace', 'has a trace with neither file nor times', 'Write file: arrivals.csv.']]
  if (file !== undefined && times !== undefined) return [['trace', 'has a trace with both file and times', 'Keep one of them.']]
  const at = (times ?? []).map((time) => (isDuration(time) ? toMilliseconds(time) : 0))
  const back = at.findIndex((time, i) => i > 0 && time < (at[i - 1] ?? 0))
  if (back < 0) return []
  return [['trace', `has a trace that goes back from ${times?.[back - 1]} to ${times?.[back]}`, 'Write its times in ascending order.']]
}
