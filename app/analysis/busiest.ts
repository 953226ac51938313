import type { Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'
import { counted, percent } from './figures.ts'
import { workerHolding } from './worker-holding.ts'

/** Where a system has room everywhere: which component would run out of it first, and how busy that is. */
export function findBusiest(design: Design, result: Result): { component: string; sentence: string } | null {
  const candidates = Object.entries(result.components).flatMap(([id, { utilisation }]) => {
    const workers = workerHolding(design, result, id)?.workers
    return workers === undefined ? [] : [{ id, utilisation, workers }]
  })
  const [first] = candidates.sort((a, b) => b.utilisation - a.utilisation)
  if (!first) return null
  const name = design.components[first.id]?.name ?? first.id
  return {
    component: first.id,
    sentence: `No component is near its limit. ${name} is the busiest: ${percent(first.utilisation)} of its ${counted(first.workers, 'worker')}.`,
  }
}
