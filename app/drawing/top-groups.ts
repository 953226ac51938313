import type { Design } from '../design/design.ts'

/** Groups that are in no other group; of groups that hold each other, the first. */
export function topGroups({ groups = {} }: Design): string[] {
  return Object.keys(groups).filter(
    (id, index, all) => !all.some((other, at) => other !== id && holds(groups, other, id) && (at < index || !holds(groups, id, other))),
  )
}

function holds(groups: NonNullable<Design['groups']>, outer: string, inner: string, seen: string[] = []): boolean {
  if (seen.includes(outer)) return false
  return (groups[outer]?.members ?? []).some((member) => member === inner || holds(groups, member, inner, [...seen, outer]))
}
