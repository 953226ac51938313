import type { Design } from '../design/design.ts'
import { nearest } from '../design/nearest.ts'
import type { Finding, Rule } from './rule.ts'

/** The members of a group are components or other groups, and no group is inside itself. */
export const groupMembersExist: Rule = {
  id: 'group-members-exist',
  severity: 'error',
  check: (design) =>
    Object.entries(design.groups ?? {}).flatMap(([id, group]) => [
      ...group.members.flatMap((member, index) => missingMember(design, id, member, index)),
      ...(holdsItself(design, id) ? [inItself(id)] : []),
      ...(Object.hasOwn(design.components, id) ? [sameAsComponent(id)] : []),
    ]),
}

function missingMember(design: Design, id: string, member: string, index: number): Finding[] {
  if (Object.hasOwn(design.components, member) || Object.hasOwn(design.groups ?? {}, member)) return []
  const meant = nearest(member, [...Object.keys(design.components), ...Object.keys(design.groups ?? {})])
  return [
    {
      message: `The group ${id} has a member "${member}", which is neither a component nor a group.`,
      remedy: meant ? `Did you mean ${meant}?` : 'Take it out of the group.',
      path: ['groups', id, 'members', index],
    },
  ]
}

function holdsItself(design: Design, id: string, inside = design.groups?.[id]?.members ?? [], seen = new Set<string>()): boolean {
  return inside.some((member) => {
    if (member === id) return true
    if (seen.has(member) || Object.hasOwn(design.components, member)) return false
    seen.add(member)
    const group = Object.hasOwn(design.groups ?? {}, member) ? design.groups?.[member] : undefined
    return group !== undefined && holdsItself(design, id, group.members, seen)
  })
}

function inItself(id: string): Finding {
  return { message: `The group ${id} is inside itself.`, remedy: 'Take it out of its own members.', path: ['groups', id, 'members'] }
}

function sameAsComponent(id: string): Finding {
  return {
    message: `"${id}" is a component and a group, so nobody knows which a fault means.`,
    remedy: 'Give one of them another id.',
    path: ['groups', id],
  }
}
