import type { Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'
import { findingsOf } from './bottleneck.ts'
import { toSeen } from './limits/limit.ts'
import { nameOf } from './name-of.ts'

/** Where a system has room everywhere: which limit would be reached first, and how far it is used. */
export function findBusiest(design: Design, result: Result): { component: string; sentence: string } | null {
  const [first] = findingsOf(toSeen(design, result))
    .filter(({ use }) => use !== '')
    .sort((a, b) => b.utilisation - a.utilisation)
  if (!first) return null
  return {
    component: first.component,
    sentence: `No component is near its limit. ${nameOf(design, first.component)} is the busiest: ${first.use}.`,
  }
}
