import { allowedProtocols, isBroker } from './allowed-protocols.ts'
import { type Connection, connectionId, type Design } from './design.ts'
import { withoutSiblings } from './move-end.ts'
import { withReferencesRenamed } from './references.ts'

/** Why this connection cannot go the other way, as a sentence; undefined: it can. */
export function checkTurn(design: Design, { from, to }: Connection): string | undefined {
  const name = (id: string) => design.components[id]?.name ?? id
  if (design.connections?.some((one) => one.from === to && one.to === from)) {
    return `${name(to)} is connected to ${name(from)} already: take one of the two connections out.`
  }
  const { protocols, reason } = allowedProtocols(design, to, from)
  return protocols.length > 0 ? undefined : `${name(to)} cannot call ${name(from)}: ${reason ?? 'they have no protocol in common.'}`
}

/**
 * Draws a connection the other way, with all that is set on it, over the same protocol where that goes. Faults on it strike it
 * still; that it serves the misses or failures of another call, or others its own, is over: it has another caller now. Returns the
 * design as it is where `checkTurn` objects.
 */
export function turnConnection(design: Design, connection: Connection): Design {
  const { from, to, protocol } = connection
  const index = design.connections?.indexOf(connection) ?? -1
  if (index < 0 || checkTurn(design, connection)) return design
  const { protocols } = allowedProtocols(design, to, from)
  const { mode, ...rest } = withoutSiblings(connection, () => true)
  // A message to a broker is not waited for; from one, that is never said.
  const waits = isBroker(design, from) ? { mode: 'async' as const } : isBroker(design, to) || mode === undefined ? {} : { mode }
  const turned: Connection = {
    ...rest,
    from: to,
    to: from,
    protocol: protocols.includes(protocol) ? protocol : (protocols[0] ?? protocol),
    ...waits,
  }
  const connections = (design.connections ?? []).map((one, at) =>
    at === index ? turned : one.from === from ? withoutSiblings(one, (id) => id === to) : one,
  )
  const [before, after] = [connectionId(connection), connectionId(turned)]
  return withReferencesRenamed({ ...design, connections }, (id) => (id === before ? after : id))
}
