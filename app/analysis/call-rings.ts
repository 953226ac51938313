import type { Connection } from '../design/design.ts'

/**
 * Components that call each other in a loop, directly or through others, belong together; every other one stands alone. Callers come
 * before those that they call (Tarjan 1972, strongly connected components, in the order of the calls between them).
 */
export function callRings(outgoing: ReadonlyMap<string, readonly Connection[]>): string[][] {
  const found: string[][] = []
  const indexes = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const visit = (id: string): number => {
    const index = indexes.size
    indexes.set(id, index)
    open.push(id)
    isOpen.add(id)
    let low = index
    for (const { to } of outgoing.get(id) ?? []) {
      if (!indexes.has(to)) low = Math.min(low, visit(to))
      else if (isOpen.has(to)) low = Math.min(low, indexes.get(to) ?? low)
    }
    if (low === index) {
      const ring = open.splice(open.indexOf(id))
      for (const one of ring) isOpen.delete(one)
      found.push(ring)
    }
    return low
  }
  for (const id of outgoing.keys()) if (!indexes.has(id)) visit(id)
  return found.reverse()
}
