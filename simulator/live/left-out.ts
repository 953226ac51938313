import type { Design } from '../../app/design/design.ts'
import { type PredictedOnly, predictedOnly } from '../../app/run/predicted-only.ts'

/** What the live engine does not do of what the design says, in one sentence for each field, so that nothing is silently dropped. */
export function leftOut(design: Design): string[] {
  const groups = new Map<string, PredictedOnly[]>()
  for (const found of predictedOnly(design, 'run')) {
    const key = `${found.field}: ${found.instead}`
    groups.set(key, [...(groups.get(key) ?? []), found])
  }
  return [...groups.values()].map(
    (group) => `${group[0]?.field} of ${group.map(({ name }) => name).join(', ')} is predicted only: live, ${group[0]?.instead}.`,
  )
}
