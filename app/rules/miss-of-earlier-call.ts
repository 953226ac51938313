import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { type Connection, connectionId, connectionsFrom, type Design } from '../design/design.ts'
import { callOrders } from '../run/call-orders.ts'
import type { Rule } from './rule.ts'

/** `onMiss` names a cache that the same component has called before, and that leaves its misses to the caller. */
export const missOfEarlierCall: Rule = {
  id: 'miss-of-earlier-call',
  severity: 'error',
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) =>
      problemsOf(design, connection).map(([message, remedy]) => ({
        message: `${connectionId(connection)} is called on a miss of "${connection.onMiss}", ${message}.`,
        remedy,
        path: ['connections', index, 'onMiss'],
        connection: connectionId(connection),
      })),
    ),
}

function problemsOf(design: Design, connection: Connection): [message: string, remedy: string][] {
  const { from, onMiss } = connection
  if (onMiss === undefined) return []
  const siblings = connectionsFrom(design, from)
  const lookup = siblings.find(({ to }) => to === onMiss)
  if (!lookup) return [[`which ${from} does not call`, `Draw a connection from ${from} to the cache.`]]
  if (!hasCache(design, onMiss)) return [['which is no cache', `Give ${onMiss} a cache: { hitRatio: 0.9 }, or take onMiss out.`]]
  if (connectionsFrom(design, onMiss).length > 0)
    return [['which fetches what it misses itself', `Take out onMiss, or the connections that start at ${onMiss}.`]]
  if (lookup.mode === 'async') return [[`which ${from} does not wait for`, `Take mode: async out of ${connectionId(lookup)}.`]]
  if (forwards(design, from)) return [[`and ${from} forwards a request to one target only`, 'Take onMiss out.']]
  const orders = callOrders(siblings)
  const orderOf = (sibling: Connection) => orders[siblings.indexOf(sibling)] as number
  if (orderOf(lookup) < orderOf(connection)) return []
  return [['which is called no earlier', `Move ${connectionId(lookup)} before it, or give it a lower order.`]]
}

function hasCache(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && behaviour.cache !== undefined
}

function forwards(design: Design, id: string): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' && behaviour.routing === 'one'
}
