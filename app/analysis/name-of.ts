import type { Design } from '../design/design.ts'

/** A component or connection by the name that people know: `Orders DB`, `Orders → Orders DB`. */
export function nameOf({ components }: Design, id: string): string {
  return id
    .split('->')
    .map((end) => (Object.hasOwn(components, end) ? components[end]?.name : undefined) ?? end)
    .join(' → ')
}
