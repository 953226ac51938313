import type { Node } from './tree.ts'

/** Whether two values say the same, wherever they stand and in whatever order of keys. */
export function isSameNode(a: Node, b: Node): boolean {
  if (a === b) return true
  if (a.type === 'scalar' && b.type === 'scalar') return Object.is(a.value, b.value)
  if (a.type === 'list' && b.type === 'list') {
    return a.items.length === b.items.length && a.items.every((item, index) => isSameNode(item, b.items[index] as Node))
  }
  if (a.type !== 'map' || b.type !== 'map' || a.entries.size !== b.entries.size) return false
  return [...a.entries].every(([key, { value }]) => {
    const other = b.entries.get(key)
    return other !== undefined && isSameNode(value, other.value)
  })
}
