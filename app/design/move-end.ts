import { allowedProtocols, isBroker } from './allowed-protocols.ts'
import { type Connection, connectionId, type Design } from './design.ts'
import { connect, setParameter } from './edit.ts'
import { withoutReferences, withReferencesRenamed } from './references.ts'

/** The ends of a connection. */
export type Ends = Pick<Connection, 'from' | 'to'>

/** Why no connection can go between these two, as a sentence; undefined: one can. */
export function checkEnds(design: Design, { from, to }: Ends): string | undefined {
  const name = (id: string) => design.components[id]?.name ?? id
  if (design.connections?.some((one) => one.from === from && one.to === to)) {
    return `${name(from)} is connected to ${name(to)} already. Select that connection to change it.`
  }
  const { protocols, reason } = allowedProtocols(design, from, to)
  return protocols.length > 0 ? undefined : (reason ?? 'These two have no protocol in common.')
}

/**
 * Moves the ends of a connection, with all that is set on it, over the same protocol where that goes. Faults on it strike it still,
 * and calls that are made on its misses or failures follow it to its new target. With another caller, all that is over. Returns the
 * design as it is where `checkEnds` objects.
 */
export function moveEnds(design: Design, connection: Connection, ends: Ends): Design {
  const index = design.connections?.indexOf(connection) ?? -1
  if (index < 0 || checkEnds(design, ends)) return design
  const sameCaller = ends.from === connection.from
  const { protocols } = allowedProtocols(design, ends.from, ends.to)
  const { mode, ...rest } = sameCaller ? connection : withoutSiblings(connection, () => true)
  const keepsMode = mode !== undefined && isBroker(design, ends.to) === isBroker(design, connection.to) && !isBroker(design, ends.from)
  const waits = keepsMode ? { mode } : isBroker(design, ends.to) && !isBroker(design, ends.from) ? { mode: 'async' as const } : {}
  const moved: Connection = {
    ...rest,
    ...ends,
    protocol: protocols.includes(connection.protocol) ? connection.protocol : (protocols[0] ?? connection.protocol),
    ...waits,
  }
  const connections = (design.connections ?? []).map((one, at) => {
    if (at === index) return moved
    if (one.from !== connection.from) return one
    return sameCaller ? withSiblingRenamed(one, connection.to, ends.to) : withoutSiblings(one, (id) => id === connection.to)
  })
  const [before, after] = [connectionId(connection), connectionId(moved)]
  return withReferencesRenamed({ ...design, connections }, (id) => (id === before ? after : id))
}

/** Why this component cannot stand between the ends of the connection, as a sentence; undefined: it can. */
export function checkInsert(design: Design, { from, to }: Ends, id: string): string | undefined {
  return checkEnds(design, { from, to: id }) ?? checkEnds(design, { from: id, to })
}

/** Puts a component between the ends of a connection: what is set on it stays with the caller. The design as it is where `checkInsert` objects. */
export function insertBetween(design: Design, connection: Connection, id: string): Design {
  const { from, to } = connection
  if (checkInsert(design, connection, id)) return design
  return drawConnection(moveEnds(design, connection, { from, to: id }), { from: id, to })
}

/** Draws a connection over the proposed protocol. A message to a broker is not waited for, which the drawing says from the start. */
export function drawConnection(design: Design, { from, to }: Ends): Design {
  const [proposed] = allowedProtocols(design, from, to).protocols
  if (!proposed) return design
  const connected = connect(design, from, to, proposed)
  return isBroker(connected, to) ? setParameter(connected, ['connections', connectionId({ from, to }), 'mode'], 'async') : connected
}

/** A connection without what it says of other calls of its caller. */
export function withoutSiblings(connection: Connection, isGone: (id: string) => boolean): Connection {
  const alone = withoutReferences({ microcosm: 1, components: {}, connections: [connection] }, { has: isGone })
  return alone.connections?.[0] ?? connection
}

function withSiblingRenamed(connection: Connection, before: string, after: string): Connection {
  const alone = withReferencesRenamed({ microcosm: 1, components: {}, connections: [connection] }, (id) => (id === before ? after : id))
  return alone.connections?.[0] ?? connection
}
