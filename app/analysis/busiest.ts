import type { Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'
import { findingsOf } from './bottleneck.ts'
import { toSeen } from './limits/limit.ts'
import { nameOf } from './name-of.ts'

/** Where a system has room everywhere: which limit would be reached first, and how far it is used; null where nothing was asked of it. */
export function findBusiest(design: Design, result: Result): { component: string; sentence: string } | null {
  const seen = toSeen(design, result)
  if (seen.offered === 0) return null
  const [first] = findingsOf(seen)
    .filter(({ use }) => use !== '')
    .sort((a, b) => b.utilisation - a.utilisation)
  if (!first) return null
  return {
    component: first.component,
    sentence: `No component is near its limit. ${nameOf(design, first.component)} is the busiest: ${first.use}.`,
  }
}
