import { kindOf } from '../catalogue/catalogue.ts'
import type { Connection, Design } from './design.ts'

/** The design with what its kinds say of their calls written into the connections that do not say it themselves. */
export function withCallDefaults(design: Design): Design {
  const { components, connections } = design
  if (!connections) return design
  return { ...design, connections: connections.map((connection) => withDefaults(connection, components)) }
}

function withDefaults(connection: Connection, components: Design['components']): Connection {
  const caller = Object.hasOwn(components, connection.from) ? components[connection.from] : undefined
  const target = Object.hasOwn(components, connection.to) ? components[connection.to] : undefined
  const usual = caller && kindOf(caller.kind)?.calls?.(caller)
  const there = target && kindOf(target.kind)?.called?.(target)
  return usual || there ? { ...there, ...usual, ...connection } : connection
}
