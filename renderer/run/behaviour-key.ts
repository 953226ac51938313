import type { Design } from '../../app/design/design.ts'

/** What does not change how a design behaves: where things stand and how they are drawn, what they are called, who owns them. */
const ofNoEffect = new Set(['name', 'team', 'notes', 'collapsed', 'area'])
const keys = new WeakMap<Design, string>()

/**
 * Equal for two designs that behave alike. A result remembers the key of the design it was made from, so that it can be marked
 * as stale after an edit that matters, and as fresh again when that edit is undone. Scenarios count one by one elsewhere: adding
 * one does not make another's result wrong.
 */
export function behaviourKey(design: Design, scenario: string | null): string {
  const stored = keys.get(design)
  const body = stored ?? JSON.stringify([design.components, design.connections ?? [], design.groups ?? {}], skipNames)
  if (!stored) keys.set(design, body)
  return `${body}${JSON.stringify(scenario === null ? null : (design.scenarios?.[scenario] ?? null))}`
}

function skipNames(this: unknown, key: string, value: unknown): unknown {
  const isField = typeof this === 'object' && this !== null && ('kind' in this || 'members' in this)
  return isField && (ofNoEffect.has(key) || key.startsWith('x-')) ? undefined : value
}
