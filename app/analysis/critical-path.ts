import type { PathShares, Span } from '../run/result.ts'

/**
 * Adds the time of a request to the components it was spent in, along its critical path: of calls made side by side only the
 * one that ended last counts, as long as it lasted, and what no call covers is the component's own (its queue, its work, its
 * waits between retries). For what its pool or link holds a call back counts the connection. The parts add up to the request's
 * duration. Yang and Miller (1988), Critical Path Analysis for the
 * Execution of Parallel and Distributed Programs. `add` is given the
 * component or the connection, and milliseconds.
 */
export function walkCriticalPath(span: Span, add: (component: string, ms: number) => void): void {
  walk(span, span.startMs, span.startMs + span.durationMs, add)
}

/** The part of the path within one span, followed backwards from its end. */
function walk(span: Span, from: number, to: number, add: (component: string, ms: number) => void): void {
  const { connection, beforeMs = 0, afterMs = 0 } = span
  let at = to
  let start = from
  if (connection !== undefined && beforeMs + afterMs > 0) {
    const left = Math.max(from, Math.min(to, span.startMs + beforeMs))
    const done = Math.max(left, Math.min(to, span.startMs + span.durationMs - afterMs))
    add(connection, left - from + (to - done))
    at = done
    start = left
  }
  const ended = ({ startMs, durationMs }: Span) => startMs + durationMs
  for (const child of [...span.children].sort((a, b) => ended(b) - ended(a))) {
    const begin = Math.max(child.startMs, start)
    const end = Math.min(ended(child), at)
    if (end <= begin) continue
    add(span.component, at - end)
    walk(child, begin, end, add)
    at = begin
  }
  add(span.component, at - start)
}

/** Critical paths of many requests, added up by journey. */
export class PathTotals {
  private readonly byJourney = new Map<string, { requests: number; ms: number; components: Map<string, number> }>()

  add(journey: string, root: Span): void {
    const totals = this.byJourney.get(journey) ?? { requests: 0, ms: 0, components: new Map<string, number>() }
    this.byJourney.set(journey, totals)
    totals.requests++
    totals.ms += root.durationMs
    walkCriticalPath(root, (component, ms) => totals.components.set(component, (totals.components.get(component) ?? 0) + ms))
  }

  /** The greatest share first. Journeys whose requests took no time at all are left out. */
  shares(): Record<string, PathShares> {
    const journeys = [...this.byJourney].filter(([, { ms }]) => ms > 0)
    return Object.fromEntries(
      journeys.map(([journey, { requests, ms, components }]) => {
        const spent = [...components].filter(([, part]) => part > 0).sort(([, a], [, b]) => b - a)
        const shares = (wanted: boolean) =>
          Object.fromEntries(spent.filter(([id]) => id.includes('->') === wanted).map(([id, part]) => [id, part / ms]))
        const held = shares(true)
        return [
          journey,
          {
            requests,
            meanMs: ms / requests,
            components: shares(false),
            ...(Object.keys(held).length === 0 ? {} : { connections: held }),
          },
        ]
      }),
    )
  }
}
