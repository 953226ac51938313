import { endpointNames } from '../run/endpoints.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/** An endpoint that no connection calls and no journey is named like does nothing. */
export const endpointIsCalled: Rule = {
  id: 'endpoint-is-called',
  severity: 'warning',
  check: (design) => {
    const journeys = journeysOf(design)
    return Object.keys(design.components).flatMap((id) => {
      const incoming = (design.connections ?? []).filter(({ to }) => to === id)
      // Who calls no endpoint by name calls the one of its journey.
      const byJourney = incoming.some(({ endpoints }) => endpoints === undefined)
      const called = (name: string) =>
        incoming.some(({ endpoints }) => endpoints !== undefined && Object.hasOwn(endpoints, name)) ||
        (byJourney && journeys.includes(name))
      if (incoming.length === 0) return []
      return endpointNames(design, id)
        .filter((name) => !called(name))
        .map((name) => ({
          message: `Nobody calls the endpoint ${name} of ${id}.`,
          remedy: `Name it on a connection to ${id}, as endpoints: { ${name}: 1 }, or after a journey (${journeys.join(', ')}).`,
          path: ['components', id, 'endpoints', name],
          component: id,
        }))
    })
  },
}
