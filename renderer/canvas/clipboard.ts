import type { Component, Design, Position } from '../../app/design/design.ts'
import { freeId } from '../../app/design/edit.ts'
import { withoutReferences, withReferencesRenamed } from '../../app/design/references.ts'
import { cardSize, gridSize } from '../../app/drawing/card-size.ts'
import { placeMissing } from '../../app/drawing/place-missing.ts'

/**
 * A copy is a design of its own: the components with the connections between them, the groups with those of their members that
 * were copied, and their places. So it is a text that an editor takes, too.
 */

/** Where copies go: away from where the originals stood, or with their middle at a point. */
export type PastePlace = { by: Position } | { at: Position }

/** Copies that would hide a card stand this far beside it. */
const step = 4 * gridSize

export function takeCopy(design: Design, ids: string[], positions: Record<string, Position>): Design {
  const chosen = new Set(ids)
  const pick = <T>(from: Record<string, T>) => Object.fromEntries(Object.entries(from).filter(([id]) => chosen.has(id)))
  // An area is where the original stands.
  const groups = Object.entries(design.groups ?? {}).flatMap(([id, { area: _, ...group }]) => {
    const members = group.members.filter((member) => chosen.has(member))
    return members.length > 0 ? [[id, { ...group, members }] as const] : []
  })
  const connections = (design.connections ?? []).filter(({ from, to }) => chosen.has(from) && chosen.has(to))
  const layout = pick(positions)
  return {
    microcosm: 1,
    components: pick(design.components),
    ...(connections.length > 0 ? { connections } : {}),
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
    ...(Object.keys(layout).length > 0 ? { layout } : {}),
  }
}

/**
 * The design with copies under free ids and names, connected among themselves and in the groups that the originals were in. What
 * a copy names is the copy, where that was copied too.
 */
export function pasteInto(design: Design, copy: Design, place: PastePlace): { design: Design; ids: string[] } {
  const ids = freeIds(design, Object.keys(copy.components))
  const renamed = (id: string) => ids.get(id) ?? id
  // A dead letter queue may be shared with the original; the cache or the call that a connection names is a call of the same caller.
  const isNowhere = { has: (id: string) => !ids.has(id) && !Object.hasOwn(design.components, id) }
  const isLeft = { has: (id: string) => !ids.has(id) }
  const alone = withoutReferences({ microcosm: 1, components: structuredClone(copy.components) }, isNowhere)
  const joined = withoutReferences({ microcosm: 1, components: {}, connections: structuredClone(copy.connections ?? []) }, isLeft)
  const parts = withReferencesRenamed({ ...joined, components: alone.components }, renamed)
  const names = new Set(Object.values(design.components).flatMap(({ name }) => name ?? []))
  const components = { ...design.components }
  for (const [id, component] of Object.entries(parts.components)) components[renamed(id)] = withFreeName(component, names)
  const connections = (parts.connections ?? []).map((one) => ({ ...one, from: renamed(one.from), to: renamed(one.to) }))
  return {
    design: {
      ...design,
      components,
      layout: { ...design.layout, ...placesFor(design, placesOf(copy), place, renamed) },
      ...(design.connections || connections.length > 0 ? { connections: [...(design.connections ?? []), ...connections] } : {}),
      ...(design.groups || copy.groups ? { groups: withMembers({ ...design, components }, copy.groups, renamed) } : {}),
    },
    ids: [...ids.values()],
  }
}

// orders -> orders-2, orders-2 -> orders-3
function freeIds(design: Design, wanted: string[]): Map<string, string> {
  const components = { ...design.components }
  return new Map(
    wanted.map((id) => {
      const known = { ...design, components }
      const free = freeId(known, id) === id ? id : freeId(known, id.replace(/-\d+$/, ''))
      components[free] = { kind: '' }
      return [id, free]
    }),
  )
}

// Orders -> Orders 2, Orders 2 -> Orders 3
function withFreeName(component: Component, taken: Set<string>): Component {
  const { name } = component
  if (name === undefined) return component
  const stem = name.replace(/ \d+$/, '')
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${stem} ${number}`
  taken.add(free)
  return free === name ? component : { ...component, name: free }
}

/** The design's groups with the copies in those that the originals were in; a group that is not there comes along. */
function withMembers(
  { groups = {}, components }: Design,
  copied: NonNullable<Design['groups']> = {},
  renamed: (id: string) => string,
): NonNullable<Design['groups']> {
  const joined: NonNullable<Design['groups']> = { ...groups }
  for (const [id, { members, ...group }] of Object.entries(copied)) {
    // An id is a component's or a group's.
    if (Object.hasOwn(components, id)) continue
    const present = joined[id]?.members ?? []
    const more = members.map(renamed).filter((member) => !present.includes(member) && Object.hasOwn(components, member))
    if (more.length > 0) joined[id] = { ...group, ...joined[id], members: [...present, ...more] }
  }
  return joined
}

/** A text from elsewhere need not place what is in it. */
function placesOf(copy: Design): Record<string, Position> {
  const known = Object.fromEntries(Object.entries(copy.layout ?? {}).filter(([id]) => Object.hasOwn(copy.components, id)))
  return { ...known, ...placeMissing(copy, known) }
}

function placesFor(
  design: Design,
  positions: Record<string, Position>,
  place: PastePlace,
  renamed: (id: string) => string,
): Record<string, Position> {
  const all = Object.values(positions)
  const toGrid = (value: number) => Math.round(value / gridSize) * gridSize
  const middle = { x: middleOf(all.map(({ x }) => x)) + cardSize.width / 2, y: middleOf(all.map(({ y }) => y)) + cardSize.height / 2 }
  let move = 'at' in place ? { x: place.at.x - middle.x, y: place.at.y - middle.y } : place.by
  const moved = () =>
    Object.entries(positions).map(([id, { x, y }]) => [renamed(id), { x: toGrid(x + move.x), y: toGrid(y + move.y) }] as const)
  const taken = Object.values(design.layout ?? {})
  const hides = ({ x, y }: Position) => taken.some((other) => Math.abs(other.x - x) < step && Math.abs(other.y - y) < step)
  while (moved().some(([, at]) => hides(at))) move = { x: move.x + step, y: move.y + step }
  return Object.fromEntries(moved())
}

function middleOf(values: number[]): number {
  return values.length === 0 ? 0 : (Math.min(...values) + Math.max(...values)) / 2
}
