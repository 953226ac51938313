import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { toGatewayRoutes } from '../catalogue/gateway-routes.ts'
import { type Connection, callsFor, connectionId, connectionsFrom, connectionsTo, type Design } from '../design/design.ts'
import type { Fix } from '../design/fix.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/**
 * Where a gateway has several targets, its requests are told apart by their paths. A prediction knows the journey of each request;
 * exported files do not. An imported design keeps its owner's own configuration.
 */
export const gatewayTellsRequestsApart: Rule = {
  id: 'gateway-tells-requests-apart',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      if (!forwardsToOne(design, id) || design['x-compose'] !== undefined) return []
      const [incoming, outgoing] = [connectionsTo(design, id), connectionsFrom(design, id)]
      const { unrouted } = toGatewayRoutes({ design, incoming, outgoing })
      if (unrouted.length === 0) return []
      const names = unrouted.map(({ to }) => to).join(', ')
      return [
        {
          message: `${id} cannot tell which requests are for ${names}: no path leads there, so exported files answer them 404.`,
          remedy: 'Give each connection of the gateway the `path` that its requests begin with.',
          path: ['components', id],
          component: id,
          fix: toFix(design, unrouted, incoming),
        },
      ]
    }),
}

function forwardsToOne(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && behaviour.routing === 'one'
}

/** A path named for each target, which callers request too, where the journey says which target they mean. */
function toFix(design: Design, unrouted: Connection[], incoming: Connection[]): Fix {
  const pathOf = ({ to }: Connection) => `/${to}`
  const byJourney = Object.fromEntries(
    journeysOf(design).flatMap((journey) => {
      const [only, ...others] = unrouted.filter((connection) => callsFor(connection, journey) > 0)
      return only && others.length === 0 ? [[journey, pathOf(only)]] : []
    }),
  )
  const callers =
    Object.keys(byJourney).length > 0 ? incoming.filter(({ path, protocol }) => path === undefined && protocol === 'http') : []
  return {
    label: `Set ${unrouted.map(pathOf).join(', ')}`,
    edits: [
      ...unrouted.map((connection) => ({ path: ['connections', connectionId(connection), 'path'], value: pathOf(connection) })),
      ...callers.map((connection) => ({ path: ['connections', connectionId(connection), 'path'], value: byJourney })),
    ],
  }
}
