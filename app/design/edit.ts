import { kindOf } from '../catalogue/catalogue.ts'
import {
  type Connection,
  connectionId,
  type Design,
  type Group,
  type Place,
  type Position,
  type Protocol,
  type Scenario,
} from './design.ts'
import { carryAreas } from './group-area.ts'
import { withoutReferences } from './references.ts'

/** Edits, as a person would name them. Each takes a design and returns a new one; what did not change is the same object. */

/** Adds a component of this kind with a free id made from the kind (`service`, `service-2`). Throws a RangeError on an unknown kind. */
export function addComponent(design: Design, kind: string, position: Position): { design: Design; id: string } {
  const known = kindOf(kind)
  if (!known) throw new RangeError(`there is no kind "${kind}"`)
  const id = freeId(design, kind)
  const component = { kind, ...(structuredCopy(known.initial) as Record<string, unknown>) }
  return {
    id,
    design: {
      ...design,
      components: { ...design.components, [id]: component },
      layout: { ...design.layout, [id]: rounded(position) },
    },
  }
}

/** An id that no component and no group has: the wish itself, or the wish and the next free number. */
export function freeId(design: Design, wish: string): string {
  const taken = (id: string) => Object.hasOwn(design.components, id) || Object.hasOwn(design.groups ?? {}, id)
  if (!taken(wish)) return wish
  let number = 2
  while (taken(`${wish}-${number}`)) number += 1
  return `${wish}-${number}`
}

/** Takes the components out, and with them all that refers to them: connections, group members, faults, objectives, layout. */
export function removeComponents(design: Design, ids: readonly string[]): Design {
  const gone = new Set(ids)
  const components = Object.fromEntries(Object.entries(design.components).filter(([id]) => !gone.has(id)))
  const connections = design.connections?.filter(({ from, to }) => !gone.has(from) && !gone.has(to))
  const layout = design.layout && Object.fromEntries(Object.entries(design.layout).filter(([id]) => !gone.has(id)))
  const dropped = (design.connections ?? []).filter(({ from, to }) => gone.has(from) || gone.has(to)).map(connectionId)
  const next = { ...design, components, ...(connections ? { connections } : {}), ...(layout ? { layout } : {}) }
  return withoutReferences(next, new Set([...gone, ...dropped]))
}

/** Gives a component the name shown on the canvas; an empty name takes it away. */
export function rename(design: Design, id: string, name: string): Design {
  const trimmed = name.trim()
  return setParameter(design, ['components', id, 'name'], trimmed === '' ? undefined : trimmed)
}

/** Draws a connection. One that is there already between the two takes the protocol. */
export function connect(design: Design, from: string, to: string, protocol: Protocol): Design {
  const existing = design.connections?.find((connection) => connection.from === from && connection.to === to)
  if (existing) {
    const connections = design.connections?.map((connection) => (connection === existing ? { ...connection, protocol } : connection)) ?? []
    return { ...design, connections }
  }
  const connection: Connection = { from, to, protocol }
  return { ...design, connections: [...(design.connections ?? []), connection] }
}

/** Takes a connection out, and the faults that strike it. */
export function disconnect(design: Design, from: string, to: string): Design {
  if (!design.connections) return design
  const connections = design.connections.filter((connection) => connection.from !== from || connection.to !== to)
  return withoutReferences({ ...design, connections }, new Set([connectionId({ from, to })]))
}

/**
 * Sets one value anywhere, by its path in the document: `['components', 'orders', 'work', 'time']`; a connection may stand in
 * the path as its index or as `from->to`. Undefined takes the value away, and a map below the component that is left empty.
 */
export function setParameter(design: Design, path: readonly (string | number)[], value: unknown): Design {
  const [section, entry, ...rest] = path
  const at =
    section === 'connections' && typeof entry === 'string'
      ? [section, (design.connections ?? []).findIndex((connection) => connectionId(connection) === entry), ...rest]
      : [...path]
  if (at[1] === -1) return design
  return setIn(design, at, value, 0) as Design
}

/**
 * Puts components to these places; the area of a group that was drawn by hand goes along where all that is in it goes the same way.
 * `from`: where they are seen until then, of those too that the file places nowhere.
 */
export function moveComponents(
  design: Design,
  positions: Readonly<Record<string, Position>>,
  from: Readonly<Record<string, Position>> = design.layout ?? {},
): Design {
  const moved = Object.entries(positions).filter(([id]) => Object.hasOwn(design.components, id))
  if (moved.length === 0) return design
  const placed = moved.map(([id, position]) => [id, { ...design.layout?.[id], ...rounded(position) }])
  const layout: NonNullable<Design['layout']> = { ...design.layout, ...Object.fromEntries(placed) }
  const before = Object.fromEntries(Object.entries(from).map(([id, at]) => [id, rounded(at)]))
  const groups = carryAreas(design, before, layout)
  return { ...design, ...(groups ? { groups } : {}), layout }
}

/** Pins components to where they stand, so that arranging the design leaves them there, or lets them go. */
export function pinComponents(design: Design, positions: Readonly<Record<string, Position>>, pinned: boolean): Design {
  const placed = moveComponents(design, positions)
  const change = (id: string): [string, Place] => {
    const { pinned: _, ...place } = { ...placed.layout?.[id], ...rounded(positions[id] ?? { x: 0, y: 0 }) }
    return [id, pinned ? { ...place, pinned } : place]
  }
  return { ...placed, layout: { ...placed.layout, ...Object.fromEntries(Object.keys(positions).map(change)) } }
}

/** Where the pinned components stand. */
export function pinnedPlaces({ components, layout = {} }: Design): Record<string, Position> {
  const pinned = Object.entries(layout).filter(([id, place]) => place.pinned === true && Object.hasOwn(components, id))
  return Object.fromEntries(pinned.map(([id, { x, y }]) => [id, { x, y }]))
}

/** Adds, replaces or (undefined) removes a scenario. */
export function setScenario(design: Design, id: string, scenario: Scenario | undefined): Design {
  return setParameter(design, ['scenarios', id], scenario)
}

/** Adds, replaces or (undefined) removes a group; a removed one also leaves the groups and faults that name it. */
export function setGroup(design: Design, id: string, group: Group | undefined): Design {
  const next = setParameter(design, ['groups', id], group)
  return group ? next : withoutReferences(next, new Set([id]))
}

/** Gives the design its name; an empty one takes it away. */
export function nameDesign(design: Design, name: string): Design {
  return setParameter(design, ['name'], name.trim() === '' ? undefined : name.trim())
}

function setIn(value: unknown, path: readonly (string | number)[], wanted: unknown, depth: number): unknown {
  const [step, ...rest] = path
  if (step === undefined) return wanted
  if (Array.isArray(value)) {
    const items = [...value]
    const inner = setIn(items[Number(step)], rest, wanted, depth + 1)
    if (inner === undefined) items.splice(Number(step), 1)
    else items[Number(step)] = inner
    return items
  }
  const map: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {}
  const inner = setIn(Object.hasOwn(map, step) ? map[step] : undefined, rest, wanted, depth + 1)
  if (inner === undefined) delete map[step]
  else map[step] = inner
  return wanted === undefined && depth > 1 && Object.keys(map).length === 0 ? undefined : map
}

/** Half pixels are noise in a file that people review. */
const rounded = ({ x, y }: Position): Position => ({ x: Math.round(x), y: Math.round(y) })

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCopy(inner)]))
}
