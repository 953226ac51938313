import type { Span, Trace } from '../run/result.ts'

/** One line of a trace's waterfall. Places are shares of the whole request, 0..1. */
export interface WaterfallRow {
  key: string
  span: Span
  depth: number
  left: number
  width: number
  /** Time in the component itself: its duration without the calls it waited for, ms. */
  ownMs: number
}

/** The calls of a request from top to bottom, each after its caller and in order of time. */
export function waterfallOf(trace: Trace): WaterfallRow[] {
  const begin = trace.root.startMs
  const total = Math.max(endOf(trace.root) - begin, 1e-9)
  const rows: WaterfallRow[] = []
  const add = (span: Span, depth: number, key: string) => {
    const left = Math.max(0, (span.startMs - begin) / total)
    rows.push({ key, span, depth, left, width: Math.min(span.durationMs / total, 1 - left), ownMs: ownTime(span) })
    const calls = [...span.children].sort((a, b) => a.startMs - b.startMs)
    for (const [index, call] of calls.entries()) add(call, depth + 1, `${key}.${index}`)
  }
  add(trace.root, 0, '0')
  return rows
}

/** When the last of it ended, ms; a message handled after the answer is part of the picture. */
function endOf(span: Span): number {
  return Math.max(span.startMs + span.durationMs, ...span.children.map(endOf))
}

/** Parallel calls overlap: what is subtracted is the time in which at least one was open. */
function ownTime(span: Span): number {
  const end = span.startMs + span.durationMs
  let covered = 0
  let until = span.startMs
  for (const call of [...span.children].sort((a, b) => a.startMs - b.startMs)) {
    const from = Math.max(until, call.startMs)
    const to = Math.min(end, call.startMs + call.durationMs)
    if (to > from) covered += to - from
    until = Math.max(until, to)
  }
  return Math.max(0, span.durationMs - covered)
}

/** The slowest first; failed ones before all others. */
export function inOrderOfInterest(traces: Trace[]): Trace[] {
  return [...traces].sort((a, b) => Number(a.root.ok) - Number(b.root.ok) || b.root.durationMs - a.root.durationMs)
}
