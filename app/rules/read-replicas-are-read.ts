import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { connectionId, connectionsTo } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'

/** Read replicas are read from, unless they stand by to take over. */
export const readReplicasAreRead: Rule = {
  id: 'read-replicas-are-read',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      const callers = connectionsTo(design, id)
      if (behaviour?.model !== 'station' || !behaviour.primary || Number.isFinite(behaviour.primary.failoverMs)) return []
      if (callers.length === 0 || callers.some(({ reads }) => (reads ?? 0) > 0)) return []
      const [first] = callers as [(typeof callers)[number]]
      return [
        {
          message: `Nobody reads from the read replicas of ${id}: all calls go to its primary.`,
          remedy: `Say of a connection which share of its calls may be read there, such as reads: 0.8, or let one of them take over, with failover.`,
          path: ['components', id, 'readReplicas'],
          component: id,
          fix: setting(`Read half of the calls of ${first.from} there`, ['connections', connectionId(first), 'reads'], 0.5),
        },
      ]
    }),
}
