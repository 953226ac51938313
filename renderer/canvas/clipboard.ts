import type { Component, Connection, Design, Position } from '../../app/design/design.ts'
import { freeId } from '../../app/design/edit.ts'

/** Components with the connections between them, as they were when copied. */
export interface Clipboard {
  components: Record<string, Component>
  connections: Connection[]
  positions: Record<string, Position>
}

export function takeCopy(design: Design, ids: string[], positions: Record<string, Position>): Clipboard {
  const chosen = new Set(ids)
  const pick = <T>(from: Record<string, T>) => Object.fromEntries(Object.entries(from).filter(([id]) => chosen.has(id)))
  return {
    components: pick(design.components),
    connections: (design.connections ?? []).filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    positions: pick(positions),
  }
}

/** The design with copies under free ids, moved by the offset, connected among themselves as the originals are. */
export function pasteInto(design: Design, copy: Clipboard, offset: number): { design: Design; ids: string[] } {
  const components = { ...design.components }
  const layout = { ...design.layout }
  const renamed = new Map<string, string>()
  for (const [id, component] of Object.entries(copy.components)) {
    const free = toFreeId({ ...design, components }, id)
    renamed.set(id, free)
    components[free] = structuredClone(component)
    const at = copy.positions[id]
    if (at) layout[free] = { x: at.x + offset, y: at.y + offset }
  }
  const connections = copy.connections.map((connection) => ({
    ...structuredClone(connection),
    from: renamed.get(connection.from) ?? connection.from,
    to: renamed.get(connection.to) ?? connection.to,
  }))
  return {
    design: { ...design, components, layout, connections: [...(design.connections ?? []), ...connections] },
    ids: [...renamed.values()],
  }
}

// orders -> orders-2, orders-2 -> orders-3
function toFreeId(design: Design, id: string): string {
  return Object.hasOwn(design.components, id) ? freeId(design, id.replace(/-\d+$/, '')) : id
}
