import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import type { Station } from '../catalogue/component.ts'
import { byCallee } from '../design/by-caller.ts'
import type { Connection, Design } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'
import { isWaitedFor } from './waited-for.ts'

/**
 * Where requests come however many are there already, few may wait. Who is called by workers only never has more waiting than these
 * have to send.
 */
export const queueIsBounded: Rule = {
  id: 'queue-is-bounded',
  severity: 'advice',
  help: {
    term: 'Unbounded queue',
    why: 'In an overload a queue without limit grows until its callers have given up on all that is in it, and the work goes into answers that nobody reads. A short queue refuses at once what would come too late, and is empty again as soon as the rush is over.',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
  check: (design) => {
    const callers = byCallee((design.connections ?? []).filter((connection) => isWaitedFor(design, connection)))
    return Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      const calls = callers.get(id) ?? []
      if (behaviour?.model !== 'station' || !isUnbounded(design, id, behaviour)) return []
      if (!calls.some(({ from }) => isOpen(design, from, callers))) return []
      const most = mostWaiting(behaviour, calls)
      return [
        {
          message: `As many requests as come may wait for ${id}.`,
          remedy: 'Say how many at most, beyond which it refuses at once.',
          path: ['components', id],
          component: id,
          fix: setting(`Let at most ${counted(most, 'request')} wait per replica`, ['components', id, 'queueLimit'], most),
        },
      ]
    })
  },
}

/** It can be told how many may wait, and was told neither that nor another bound. */
function isUnbounded(design: Design, id: string, { queueLimit, concurrency }: Station): boolean {
  const component = design.components[id] ?? { kind: '' }
  const bounds = ['queueLimit', 'queueTimeout', 'codel', 'adaptiveConcurrency', 'rateLimit']
  const canBeBounded = 'queueLimit' in (kindOf(component.kind)?.parameters ?? {})
  return (
    canBeBounded &&
    queueLimit === Number.POSITIVE_INFINITY &&
    Number.isFinite(concurrency) &&
    !bounds.some((key) => component[key] !== undefined)
  )
}

/**
 * Sends on whatever comes: people who do not wait for one another, or who passes all of their requests on at once. `seen`: what was
 * looked at on another way here, and does not.
 */
function isOpen(design: Design, id: string, callers: Map<string, Connection[]>, seen: Set<string> = new Set()): boolean {
  if (seen.has(id)) return false
  seen.add(id)
  const behaviour = behaviourAt(design, id)
  if (behaviour?.model === 'source') return behaviour.closed === undefined
  if (behaviour?.model !== 'station' || (Number.isFinite(behaviour.concurrency) && behaviour.routing !== 'one')) return false
  return (callers.get(id) ?? []).some(({ from }) => isOpen(design, from, callers, seen))
}

/** What a replica works off while the most patient caller waits, a second where none says how long. */
function mostWaiting({ concurrency, work }: Station, calls: Connection[]): number {
  const waits = calls.map(({ timeout }) => msOf(timeout) ?? 1000)
  const inTime = (concurrency * Math.max(...waits)) / Math.max(1, work.meanMs)
  return Math.min(10_000, Math.max(10, Number(inTime.toPrecision(1))))
}
