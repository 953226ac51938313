import type { Design } from './design.ts'
import { idPattern } from './fields.ts'
import { withReferencesRenamed } from './references.ts'

/** Why this component cannot have this id, as a sentence; undefined: it can. */
export function checkId(design: Design, id: string, wanted: string): string | undefined {
  if (wanted === id) return undefined
  if (!idPattern.test(wanted)) return 'An id starts with a small letter, then small letters, digits and hyphens.'
  if (Object.hasOwn(design.components, wanted)) return `There is a component "${wanted}" already.`
  if (Object.hasOwn(design.groups ?? {}, wanted)) return `There is a group "${wanted}" already.`
  return undefined
}

/** Gives a component another id everywhere it is named, in its old place. Returns the design as it is where `checkId` objects. */
export function changeId(design: Design, id: string, wanted: string): Design {
  if (wanted === id || !Object.hasOwn(design.components, id) || checkId(design, id, wanted)) return design
  const renamed = (name: string) => (name === id ? wanted : name)
  const connections = design.connections?.map((connection) =>
    connection.from === id || connection.to === id
      ? { ...connection, from: renamed(connection.from), to: renamed(connection.to) }
      : connection,
  )
  const next: Design = {
    ...design,
    components: withKeyRenamed(design.components, id, wanted),
    ...(connections ? { connections } : {}),
    ...(design.layout ? { layout: withKeyRenamed(design.layout, id, wanted) } : {}),
  }
  return withReferencesRenamed(next, renamed)
}

function withKeyRenamed<T>(map: Record<string, T>, from: string, to: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key === from ? to : key, value]))
}
