/** The value at a path of keys and indexes, or undefined. Only own properties are seen, so no key reaches into a prototype. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/** Whether two plain values (as read from YAML) are the same, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = definedKeys(a)
  const right = definedKeys(b)
  return left.length === right.length && left.every((key) => Object.hasOwn(b, key) && isSame(valueAt(a, [key]), valueAt(b, [key])))
}

/** A key whose value is undefined counts as absent: that is how a page takes a field away. */
export function definedKeys(value: object): string[] {
  return Object.keys(value).filter((key) => (value as Record<string, unknown>)[key] !== undefined)
}
