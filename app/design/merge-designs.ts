import { connectionId } from './design.ts'
import { type DesignDocument, readDocument } from './document.ts'
import { joinParts, type MergePart, mergeTexts } from './merge-texts.ts'
import { isSame } from './value-at.ts'

export type MergedDesign =
  /** Nothing overlaps: this text holds both sides' edits and comments. */
  | { merged: string }
  /** Somebody has to choose. */
  | { parts: MergePart[] }

/**
 * Merges two texts of a design that began as the same one. Their lines are merged, so that comments and order of both stay, and
 * the outcome has to say what merging the two designs says; where it does not, or cannot be read, or lines overlap, it is a conflict.
 */
export function mergeDesigns(base: string, mine: string, theirs: string): MergedDesign {
  if (mine === base || mine === theirs) return { merged: theirs }
  if (theirs === base) return { merged: mine }
  const parts = mergeTexts(base, mine, theirs)
  const text = joinParts(parts)
  if (text === undefined) return { parts }
  const [from, ours, others, outcome] = [base, mine, theirs, text].map(readDocument) as [
    DesignDocument,
    DesignDocument,
    DesignDocument,
    DesignDocument,
  ]
  const wanted = mergeValues(from.design, ours.design, others.design, [])
  const isSound = outcome.design !== undefined && wanted !== conflict && isSame(outcome.design, wanted)
  return isSound ? { merged: text } : { parts: wholeConflict(base, mine, theirs) }
}

/** Lines that go together, and a design that does not: the two texts as a whole are chosen from. */
function wholeConflict(base: string, mine: string, theirs: string): MergePart[] {
  return [{ kind: 'conflict', base, mine, theirs }]
}

const conflict = Symbol('conflict')

function mergeValues(base: unknown, mine: unknown, theirs: unknown, path: readonly string[]): unknown {
  if (isSame(mine, theirs) || isSame(theirs, base)) return mine
  if (isSame(mine, base)) return theirs
  const maps = [base, mine, theirs].map((value) => toMap(value, path))
  const [from, ours, others] = maps
  if (!from || !ours || !others) return conflict
  const merged: [string, unknown][] = []
  for (const key of new Set([...Object.keys(others.entries), ...Object.keys(ours.entries)])) {
    const value = mergeValues(from.entries[key], ours.entries[key], others.entries[key], [...path, key])
    if (value === conflict) return conflict
    if (value !== undefined) merged.push([key, value])
  }
  return others.isList ? merged.map(([, value]) => value) : Object.fromEntries(merged)
}

interface ValueMap {
  entries: Record<string, unknown>
  isList: boolean
}

/** Connections are told apart by their ends; the order of any other list says something, so that it is one value. */
function toMap(value: unknown, path: readonly string[]): ValueMap | undefined {
  if (Array.isArray(value)) {
    if (path.length !== 1 || path[0] !== 'connections') return undefined
    const entries = Object.fromEntries(value.map((one) => [connectionId(one), one]))
    return Object.keys(entries).length === value.length ? { entries, isList: true } : undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  return { entries: value as Record<string, unknown>, isList: false }
}
