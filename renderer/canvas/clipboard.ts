import type { Component, Connection, Design, Position } from '../../app/design/design.ts'
import { freeId } from '../../app/design/edit.ts'
import { withReferencesRenamed } from '../../app/design/references.ts'
import { cardSize, gridSize } from '../../app/drawing/card-size.ts'

/** Components with the connections between them, as they were when copied. */
export interface Clipboard {
  components: Record<string, Component>
  connections: Connection[]
  positions: Record<string, Position>
  /** The copied members of each group that had any. */
  members: Record<string, string[]>
}

/** Where copies go: away from where the originals stood, or with their middle at a point. */
export type PastePlace = { by: number } | { at: Position }

const step = 4 * gridSize

export function takeCopy(design: Design, ids: string[], positions: Record<string, Position>): Clipboard {
  const chosen = new Set(ids)
  const pick = <T>(from: Record<string, T>) => Object.fromEntries(Object.entries(from).filter(([id]) => chosen.has(id)))
  const members = Object.entries(design.groups ?? {}).map(([id, group]) => [id, group.members.filter((member) => chosen.has(member))] as const)
  return {
    components: pick(design.components),
    connections: (design.connections ?? []).filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    positions: pick(positions),
    members: Object.fromEntries(members.filter(([, copied]) => copied.length > 0)),
  }
}

/**
 * The design with copies under free ids and names, connected among themselves and in the groups that the originals were in. What
 * a copy names is the copy, where that was copied too.
 */
export function pasteInto(design: Design, copy: Clipboard, place: PastePlace): { design: Design; ids: string[] } {
  const ids = freeIds(design, Object.keys(copy.components))
  const renamed = (id: string) => ids.get(id) ?? id
  const taken = namesIn(design)
  const parts = withReferencesRenamed(
    { microcosm: 1, components: structuredClone(copy.components), connections: structuredClone(copy.connections).map((one) => withoutLost(one, copy)) },
    renamed,
  )
  const components = { ...design.components }
  for (const [id, component] of Object.entries(parts.components)) {
    const isLost = component.deadLetter !== undefined && !ids.has(copy.components[id]?.deadLetter ?? '') && !Object.hasOwn(design.components, component.deadLetter)
    const { deadLetter: _, ...without } = component
    components[renamed(id)] = withFreeName(isLost ? without : component, taken)
  }
  const connections = (parts.connections ?? []).map((one) => ({ ...one, from: renamed(one.from), to: renamed(one.to) }))
  const groups = design.groups && withMembers(design.groups, copy, renamed)
  return {
    design: {
      ...design,
      components,
      layout: { ...design.layout, ...placesFor(design, copy, place, renamed) },
      connections: [...(design.connections ?? []), ...connections],
      ...(groups ? { groups } : {}),
    },
    ids: [...ids.values()],
  }
}
