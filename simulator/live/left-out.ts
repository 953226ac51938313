import type { Design } from '../../app/design/design.ts'
import { groupMembers } from '../../app/run/fault-target.ts'
import { type PredictedOnly, predictedOnly } from '../../app/run/predicted-only.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'

/** What the live engine does not do of what the design says, in one sentence for each field, so that nothing is silently dropped. */
export function leftOut(design: Design, scenario: ResolvedScenario): string[] {
  const groups = new Map<string, PredictedOnly[]>()
  for (const found of predictedOnly(design)) {
    const key = `${found.field}: ${found.instead}`
    groups.set(key, [...(groups.get(key) ?? []), found])
  }
  const sentences = [...groups.values()].map(
    (group) => `${group[0]?.field} of ${group.map(({ name }) => name).join(', ')} is predicted only: live, ${group[0]?.instead}.`,
  )
  return [...sentences, ...ofZones(design, scenario)]
}

/** Containers are in no zone, so a fault strikes all that a component has. */
function ofZones(design: Design, { faults }: ResolvedScenario): string[] {
  const zones = Object.entries(design.groups ?? {}).flatMap(([id, { kind }]) => (kind === 'zone' ? [id] : []))
  return faults.flatMap(({ fault, components }) => {
    const shared = components.filter((id) => zones.filter((zone) => groupMembers(design, zone).includes(id)).length > 1)
    if (!zones.includes(fault.target) || shared.length === 0) return []
    return [
      `The ${fault.kind} fault on ${fault.target} at ${fault.at} strikes all replicas of ${shared.join(', ')} live, in whichever zone.`,
    ]
  })
}
