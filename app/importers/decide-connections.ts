import { isSource } from '../catalogue/behaviour-of.ts'
import { type Component, type Connection, connectionId, type Design } from '../design/design.ts'
import type { Inferred } from './importer.ts'

/** What a person said of inferred connections, by their ids: to be in the design, or not. */
export type Decisions = ReadonlyMap<string, boolean>

/** Whether a connection is to be in the design: as the person decided, otherwise as it was inferred. */
export function isTaken({ connection, accepted, obstacle }: Inferred, decisions: Decisions): boolean {
  return obstacle === undefined && (decisions.get(connectionId(connection)) ?? accepted)
}

/** People who were imported with what they come in by, and come in nowhere, are left out. */
function withoutIdleSources({ components }: Design, inferred: Inferred[], connections: Connection[]): Design['components'] {
  const proposed = new Set(inferred.map(({ connection }) => connection.from))
  const isIdle = (id: string, component: Component) =>
    proposed.has(id) && isSource(component) && !connections.some(({ from }) => from === id)
  return Object.fromEntries(Object.entries(components).filter(([id, component]) => !isIdle(id, component)))
}

/** The imported design with those of its inferred connections that are taken, in the order in which they were inferred. */
export function decideConnections(design: Design, inferred: Inferred[], decisions: Decisions): Design {
  const { connections = [], ...rest } = design
  const ids = new Set(inferred.map(({ connection }) => connectionId(connection)))
  const stated = connections.filter((connection) => !ids.has(connectionId(connection)))
  const taken = inferred.filter((each) => isTaken(each, decisions)).map(({ connection }) => connection)
  const all = [...stated, ...taken]
  const decided = { ...rest, components: withoutIdleSources(design, inferred, all) }
  return all.length > 0 ? { ...decided, connections: all } : decided
}
