/**
 * The new value with every part that equals the old one replaced by the old part itself, so that what did not change is still
 * the same object and is not drawn again. A design is read from its text after every edit; this keeps its parts' identity.
 */
export function keepSame<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after
  if (Array.isArray(before) && Array.isArray(after)) return keepItems(before, after) as T
  return isPlain(before) && isPlain(after) ? (keepValues(before, after) as T) : after
}

// Nothing is made where nothing is kept or all of it: thousands are compared at each moment of a run that is played.
function keepItems(before: unknown[], after: unknown[]): unknown[] {
  let isSame = before.length === after.length
  let kept = after
  for (const [index, item] of after.entries()) {
    const one = keepSame(before[index], item)
    if (one !== before[index]) isSame = false
    if (one === item) continue
    if (kept === after) kept = [...after]
    kept[index] = one
  }
  return isSame ? before : kept
}

function keepValues(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const keys = Object.keys(after)
  let isSame = keys.length === Object.keys(before).length
  let kept = after
  for (const key of keys) {
    const isOld = Object.hasOwn(before, key)
    const one = isOld ? keepSame(before[key], after[key]) : after[key]
    if (!isOld || one !== before[key]) isSame = false
    if (one === after[key]) continue
    if (kept === after) kept = { ...after }
    kept[key] = one
  }
  return isSame ? before : kept
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
