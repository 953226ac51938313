import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { callsFor, connectionsFrom, type Design, defaultJourney } from '../design/design.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/** A reverse proxy forwards a request to one target, so the calls of one journey add up to at most one. */
export const gatewayForwardsOnce: Rule = {
  id: 'gateway-forwards-once',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components)
      .filter((id) => forwardsToOne(design, id))
      .flatMap((id) => {
        const journeys = journeysOf(design)
        // Where journeys have names, requests without one are strays and no reason to warn.
        const named = journeys.filter((journey) => journeys.length === 1 || journey !== defaultJourney)
        const over = named.filter((journey) => total(design, id, journey) > 1 + 1e-9)
        if (over.length === 0) return []
        return [
          {
            message: `${id} forwards a request to one target, and its calls add up to more than one for ${over.join(', ')}; they are taken as weights.`,
            remedy: 'Give each journey its targets with `calls`, such as calls: { browse: 1 }.',
            path: ['components', id],
            component: id,
          },
        ]
      }),
}

function forwardsToOne(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && behaviour.routing === 'one'
}

function total(design: Design, id: string, journey: string): number {
  return connectionsFrom(design, id).reduce((sum, connection) => sum + callsFor(connection, journey), 0)
}
