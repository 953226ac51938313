import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { type Connection, connectionsFrom, type Design } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'

/** Users who do not think send at once whatever is answered at once: without any time passing, a run would never get on. */
export const usersTakeTime: Rule = {
  id: 'users-take-time',
  severity: 'error',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'source' || !behaviour.closed || behaviour.closed.think.meanMs > 0) return []
      if (connectionsFrom(design, id).length === 0 || takesTime(design, id, new Set([id]))) return []
      return [
        {
          message: `The users of ${id} neither think nor wait: nothing that they call takes any time.`,
          remedy: 'Give them a think time such as 1s, or what they call some work.',
          path: ['components', id, 'think'],
          component: id,
          fix: setting('Let them think for 1s', ['components', id, 'think'], '1s'),
        },
      ]
    }),
}

/** `seen`: what was looked at on another way here, and took none. */
function takesTime(design: Design, id: string, seen: Set<string>): boolean {
  return connectionsFrom(design, id).some((connection) => {
    const target = behaviourAt(design, connection.to)
    if (networkTakesTime(connection) || target === undefined || target.model === 'source' || target.work.meanMs > 0) return true
    if (seen.has(connection.to)) return false
    seen.add(connection.to)
    return takesTime(design, connection.to, seen)
  })
}

function networkTakesTime({ latency, jitter, bandwidth }: Connection): boolean {
  return bandwidth !== undefined || (msOf(latency) ?? 0) + (msOf(jitter) ?? 0) > 0
}
