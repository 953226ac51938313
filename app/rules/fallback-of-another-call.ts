import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { type Connection, connectionId, connectionsFrom, type Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** A fallback stands in for another call of the same component, alone, and in the end for one that is made. */
export const fallbackOfAnotherCall: Rule = {
  id: 'fallback-of-another-call',
  severity: 'error',
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) =>
      problemsOf(design, connection).map(([message, remedy]) => ({
        message: `${connectionId(connection)} is the fallback for "${connection.fallbackFor}", ${message}.`,
        remedy,
        path: ['connections', index, 'fallbackFor'],
        connection: connectionId(connection),
      })),
    ),
}

function problemsOf(design: Design, connection: Connection): [message: string, remedy: string][] {
  const { from, to, fallbackFor } = connection
  if (fallbackFor === undefined) return []
  const siblings = connectionsFrom(design, from)
  const first = siblings.find((other) => other.to === fallbackFor)
  if (behaviourAt(design, from)?.model === 'broker')
    return [[`and ${from} hands messages over without asking what became of them`, 'Take fallbackFor out.']]
  if (fallbackFor === to) return [['which is the same call', `Name another component that ${from} calls, or use retries.`]]
  if (!first) return [[`which ${from} does not call`, `Draw a connection from ${from} to it, or name one that ${from} calls.`]]
  if (connection.onMiss !== undefined)
    return [['and is called on a miss too', 'Keep one of fallbackFor and onMiss, and draw what is called otherwise.']]
  const before = siblings.find((other) => other.fallbackFor === fallbackFor)
  if (before !== connection)
    return [
      [`as ${before ? connectionId(before) : 'another'} is already`, `Make it the fallback for ${before?.to}, which is asked before.`],
    ]
  if (comesRound(siblings, connection))
    return [['which comes round to itself, so that nothing is ever called', 'Take one fallbackFor out.']]
  return []
}

/** Whether a chain of fallbacks never comes to a call that is made. */
function comesRound(siblings: Connection[], from: Connection): boolean {
  const seen = new Set<Connection>()
  let at: Connection | undefined = from
  while (at?.fallbackFor !== undefined) {
    if (seen.has(at)) return true
    seen.add(at)
    const wanted: string = at.fallbackFor
    at = siblings.find(({ to }) => to === wanted)
  }
  return false
}
