import type { Design } from './design.ts'
import { designSchema, withoutExtensions } from './schema.ts'
import { valueAt } from './value-at.ts'

type Container = Record<string | number, unknown>
type Path = (string | number)[]

/**
 * The part of a broken design that the schema accepts, so that a person can go on working around the broken part: wrong fields
 * go, and where a field is needed, what needs it goes with it. For each list that loses entries, `sourceIndexes` remembers where
 * in the text those that stay stand. Changes nothing it is given.
 */
export function prune(value: Record<string, unknown>, sourceIndexes: WeakMap<object, number[]>): Design {
  const design: Container = { ...(structuredCopy(value) as Container), microcosm: 1 }
  if (typeof design.components !== 'object' || design.components === null || Array.isArray(design.components)) design.components = {}
  const before = Object.keys(design.components as object)
  // Every round takes something away, so there is an end; the bound is against a schema that contradicts itself.
  for (let round = 0; round < 50; round += 1) {
    const checked = designSchema.safeParse(withoutExtensions(design))
    if (checked.success) break
    removeAll(design, checked.error.issues.flatMap(pathsToRemove), sourceIndexes)
  }
  const gone = before.filter((id) => !Object.hasOwn(design.components as object, id))
  dropConnectionsOf(gone, design, sourceIndexes)
  return design as unknown as Design
}

function pathsToRemove(issue: { code: string; path: PropertyKey[]; keys?: string[] }): Path[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  return issue.keys ? issue.keys.map((key) => [...path, key]) : [path]
}

function removeAll(design: Container, paths: Path[], sourceIndexes: WeakMap<object, number[]>): void {
  const holes = new Map<unknown[], { at: Path; indexes: Set<number> }>()
  for (const path of paths) {
    // What is missing cannot be taken away; what needs it can.
    const at = valueAt(design, path) === undefined ? path.slice(0, -1) : path
    const owner = valueAt(design, at.slice(0, -1))
    const step = at.at(-1)
    if (step === undefined || typeof owner !== 'object' || owner === null) continue
    if (Array.isArray(owner)) {
      const hole = holes.get(owner) ?? { at: at.slice(0, -1), indexes: new Set<number>() }
      holes.set(owner, { at: hole.at, indexes: hole.indexes.add(Number(step)) })
    } else delete (owner as Container)[step]
  }
  for (const [list, { at, indexes }] of holes) shorten(design, list, at, indexes, sourceIndexes)
}

function shorten(
  design: Container,
  list: unknown[],
  at: Path,
  without: ReadonlySet<number>,
  sourceIndexes: WeakMap<object, number[]>,
): void {
  const earlier = sourceIndexes.get(list) ?? list.map((_, index) => index)
  const owner = valueAt(design, at.slice(0, -1))
  const step = at.at(-1)
  if (step === undefined || typeof owner !== 'object' || owner === null) return
  const kept = list.filter((_, index) => !without.has(index))
  sourceIndexes.set(
    kept,
    earlier.filter((_, index) => !without.has(index)),
  )
  ;(owner as Container)[step] = kept
}

/** A connection to a component that was left out would be reported as ending nowhere, which is not what is wrong. */
function dropConnectionsOf(ids: string[], design: Container, sourceIndexes: WeakMap<object, number[]>): void {
  const list = design.connections
  if (ids.length === 0 || !Array.isArray(list)) return
  const gone = new Set(ids)
  const doomed = list.flatMap(({ from, to }, index) => (gone.has(from) || gone.has(to) ? [index] : []))
  if (doomed.length > 0) shorten(design, list, ['connections'], new Set(doomed), sourceIndexes)
}

function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structuredCopy(inner)]))
}
