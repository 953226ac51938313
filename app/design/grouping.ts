import { componentsIn } from './components-in.ts'
import type { Design, Group } from './design.ts'
import { freeId, setGroup } from './edit.ts'
import { withoutReferences } from './references.ts'

/** Grouping of components. A zone holds replicas and not components, so that it neither nests nor is nested here. */

/**
 * Puts these components into a group of their own. A group all of whose components are among them goes in as a whole; where all
 * stood in one group before, the new one stands there in their place.
 */
export function groupComponents(design: Design, ids: readonly string[]): { design: Design; id: string } {
  const units = toUnits(design, ids)
  const id = freeId(design, 'group')
  const isParent = ([, group]: [string, Group]) => group.kind !== 'zone' && units.every((unit) => group.members.includes(unit))
  const parent = Object.entries(design.groups ?? {}).find(isParent)
  const nested = parent
    ? setGroup(design, parent[0], { ...parent[1], members: [...parent[1].members.filter((member) => !units.includes(member)), id] })
    : design
  return { design: setGroup(nested, id, { name: nameFor(design), members: units }), id }
}

/** Takes a group away; what it held stays, in the groups around it. */
export function dissolveGroup(design: Design, id: string): Design {
  const members = design.groups?.[id]?.members
  if (!members) return design
  const around = Object.entries(design.groups ?? {}).flatMap(([other, group]) => {
    if (other === id) return []
    const at = group.members.indexOf(id)
    const inside = [
      ...group.members.slice(0, at),
      ...members.filter((member) => !group.members.includes(member)),
      ...group.members.slice(at + 1),
    ]
    return [[other, at < 0 ? group : { ...group, members: inside }] as const]
  })
  const { groups: _, ...rest } = design
  return withoutReferences(around.length > 0 ? { ...rest, groups: Object.fromEntries(around) } : rest, new Set([id]))
}

/** Outermost groups that are among these components as a whole, and the components that are in none of them. */
function toUnits(design: Design, ids: readonly string[]): string[] {
  const chosen = new Set(ids)
  const whole = Object.entries(design.groups ?? {}).flatMap(([id, group]) => {
    const inside = componentsIn(design, id)
    return group.kind !== 'zone' && inside.length > 0 && inside.length < chosen.size && inside.every((one) => chosen.has(one)) ? [id] : []
  })
  const outermost = whole.filter((id) => !whole.some((other) => other !== id && design.groups?.[other]?.members.includes(id)))
  const covered = new Set(outermost.flatMap((id) => componentsIn(design, id)))
  return [...outermost, ...ids.filter((id) => !covered.has(id))]
}

// Group, Group 2
function nameFor(design: Design): string {
  const taken = new Set(Object.values(design.groups ?? {}).map(({ name }) => name))
  let name = 'Group'
  for (let number = 2; taken.has(name); number += 1) name = `Group ${number}`
  return name
}
