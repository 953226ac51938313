/**
 * The new value with every part that equals the old one replaced by the old part itself, so that what did not change is still
 * the same object and is not drawn again. A design is read from its text after every edit; this keeps its parts' identity.
 */
export function keepSame<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after
  if (Array.isArray(before) && Array.isArray(after)) {
    const kept = after.map((item, index) => keepSame(before[index], item))
    return before.length === after.length && kept.every((item, index) => item === before[index]) ? (before as T) : (kept as T)
  }
  if (!isPlain(before) || !isPlain(after)) return after
  const keys = Object.keys(after)
  const kept = Object.fromEntries(keys.map((key) => [key, Object.hasOwn(before, key) ? keepSame(before[key], after[key]) : after[key]]))
  const same = keys.length === Object.keys(before).length && keys.every((key) => Object.hasOwn(before, key) && kept[key] === before[key])
  return (same ? before : kept) as T
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
