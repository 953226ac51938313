import { isSource } from '../catalogue/behaviour-of.ts'
import { kinds } from '../catalogue/catalogue.ts'
import { allowedProtocols } from '../design/allowed-protocols.ts'
import { type Connection, connectionsFrom, type Design } from '../design/design.ts'
import { addComponent } from '../design/edit.ts'
import type { Fix } from '../design/fix.ts'

/** Adds traffic, as it comes from the palette, and connects it to where requests would arrive; undefined where nothing takes any. */
export function addingTraffic(design: Design): Fix | undefined {
  const kind = kinds.find((one) => isSource({ kind: one.kind, ...one.initial }))
  if (!kind) return undefined
  const added = addComponent(design, kind.kind, { x: 0, y: 0 })
  const connection = connectionToEntrance(added.design, added.id)
  if (!connection) return undefined
  return {
    label: `Add traffic to ${nameOf(design, connection.to)}`,
    edits: [{ path: ['components', added.id], value: { kind: kind.kind, ...kind.initial } as Value }, drawing(design, connection)],
  }
}

/** Connects traffic that goes nowhere to where requests would arrive. */
export function connectingTraffic(design: Design, traffic: string): Fix | undefined {
  const connection = connectionToEntrance(design, traffic)
  return connection && { label: `Connect it to ${nameOf(design, connection.to)}`, edits: [drawing(design, connection)] }
}

type Value = NonNullable<Fix['edits'][number]['value']>
// An alias, and not the interface, may stand in JSON.
type Drawn = Pick<Connection, 'from' | 'to' | 'protocol'>

/** To what nobody calls yet and the traffic can call, first of all where that calls others in turn. */
function connectionToEntrance(design: Design, from: string): Drawn | undefined {
  const called = new Set(design.connections?.map(({ to }) => to))
  const [to] = Object.keys(design.components)
    .filter((id) => allowedProtocols(design, from, id).protocols.length > 0)
    .sort((a, b) => rank(b) - rank(a))
  function rank(id: string): number {
    return (called.has(id) ? 0 : 2) + (connectionsFrom(design, id).length > 0 ? 1 : 0)
  }
  const [protocol] = to === undefined ? [] : allowedProtocols(design, from, to).protocols
  return to === undefined || !protocol ? undefined : { from, to, protocol }
}

function drawing({ connections }: Design, connection: Drawn): Fix['edits'][number] {
  return connections ? { path: ['connections', connections.length], value: connection } : { path: ['connections'], value: [connection] }
}

function nameOf(design: Design, id: string): string {
  return design.components[id]?.name ?? id
}
