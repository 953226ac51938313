/** A directed line between two things by their ids. */
export interface Link {
  from: string
  to: string
}

/**
 * How far each stands from those that nobody calls: one more than the furthest of its callers. Lines that close a circle, found by
 * walking along the lines in the given order, are left out. Takes time in proportion to ids and lines.
 */
export function toRanks(ids: string[], links: Link[]): Map<string, number> {
  const callees = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const { from, to } of links) if (from !== to && callees.has(to)) callees.get(from)?.push(to)
  const { order, closing } = walk(ids, callees)
  const ranks = new Map(ids.map((id) => [id, 0]))
  for (const id of order) {
    const next = (ranks.get(id) ?? 0) + 1
    for (const to of callees.get(id) ?? []) if (!closing.get(id)?.has(to)) ranks.set(to, Math.max(ranks.get(to) ?? 0, next))
  }
  return ranks
}

/** Callers before callees, and the lines that lead back to where the walk came from. Without recursion, for chains are long. */
function walk(ids: string[], callees: Map<string, string[]>): { order: string[]; closing: Map<string, Set<string>> } {
  const state = new Map<string, 'open' | 'done'>()
  const closing = new Map<string, Set<string>>()
  const finished: string[] = []
  for (const start of ids) {
    if (state.has(start)) continue
    state.set(start, 'open')
    const path = [{ id: start, next: 0 }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = callees.get(top.id)?.[top.next]
      top.next += 1
      if (to === undefined) {
        state.set(top.id, 'done')
        finished.push(top.id)
        path.pop()
      } else if (state.get(to) === 'open') {
        closing.set(top.id, (closing.get(top.id) ?? new Set()).add(to))
      } else if (!state.has(to)) {
        state.set(to, 'open')
        path.push({ id: to, next: 0 })
      }
    }
  }
  return { order: finished.reverse(), closing }
}
