import type { Design } from './design.ts'

/** The components within a group, those of the groups inside it included. */
export function componentsIn(design: Design, id: string, seen: ReadonlySet<string> = new Set()): string[] {
  if (seen.has(id)) return []
  const within = new Set([...seen, id])
  const found = (design.groups?.[id]?.members ?? []).flatMap((member) =>
    Object.hasOwn(design.components, member)
      ? [member]
      : Object.hasOwn(design.groups ?? {}, member)
        ? componentsIn(design, member, within)
        : [],
  )
  return [...new Set(found)]
}
