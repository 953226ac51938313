import { isSingleServer } from '../../../app/catalogue/container-context.ts'
import type { Design } from '../../../app/design/design.ts'
import { effectsOf } from '../../../app/faults/faults.ts'
import type { ResolvedFault } from '../../../app/run/fault-target.ts'

/** Of what a fault strikes: those that it would give more containers than one, and that are one server each. */
export function singleServers(design: Design, { fault, components }: Pick<ResolvedFault, 'fault' | 'components'>): string[] {
  return (effectsOf(fault).wanted ?? 1) <= 1 ? [] : components.filter((id) => isSingleServer(design, id))
}

/** Why it is not done, as the end of a sentence. */
export const singleReason = 'a second server beside it would begin empty and know nothing of what the first one keeps'
