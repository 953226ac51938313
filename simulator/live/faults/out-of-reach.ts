import { isSingleServer } from '../../../app/catalogue/container-context.ts'
import { isBroker } from '../../../app/design/allowed-protocols.ts'
import type { Design } from '../../../app/design/design.ts'
import { effectsOf } from '../../../app/faults/faults.ts'
import { isStub } from '../../../app/run/beyond-stub.ts'
import { type ResolvedFault, zoneShare } from '../../../app/run/fault-target.ts'

/** A component or connection that a fault strikes in the prediction and that a run cannot strike so. */
export interface OutOfReach {
  /** The id, of a connection `a->b`. */
  target: string
  /** What cannot be done to it: `scaled`. */
  verb: string
  /** The end of a sentence. */
  why: string
  remedy: string
}

/**
 * Of what a fault strikes: servers that it would give more containers than one, and images whose replicas it would not all slow down or
 * let fail, since that is done on the connections that lead to all of them; and callers that are not ours to tell that a name is unknown.
 */
export function outOfReach(
  design: Design,
  { fault, components, connections }: Pick<ResolvedFault, 'fault' | 'components' | 'connections'>,
): OutOfReach[] {
  const { wanted = 1, replica = {}, connection = {}, replicas: most } = effectsOf(fault)
  const onConnections = replica.slow !== undefined || replica.errors !== undefined
  const struck = components.flatMap((component): OutOfReach[] => {
    if (wanted > 1 && isSingleServer(design, component)) return [{ target: component, ...single }]
    const count = Number(design.components[component]?.replicas ?? 1)
    const isPart = count > 1 && ((most !== undefined && most < count) || zoneShare(design, fault.target, component).of > 1)
    return onConnections && isPart && !isStub(design, component) ? [{ target: component, ...inPart }] : []
  })
  if (!connection.unresolved) return struck
  return connections.flatMap((target): OutOfReach[] => {
    const [from = ''] = target.split('->')
    if (isBroker(design, from)) return [{ target, ...keepsConnection }]
    return isStub(design, from) ? [] : [{ target, ...ownNames }]
  })
}

const single = {
  verb: 'scaled',
  why: 'a second server beside it would begin empty and know nothing of what the first one keeps',
  remedy: 'scale what calls it, or use Predict',
}

const ownNames = {
  verb: 'struck so',
  why: 'the image that calls over it looks names up in a file of its own',
  remedy: 'reset its calls',
}

const keepsConnection = {
  verb: 'struck so',
  why: 'who takes messages keeps its connection and looks nothing up',
  remedy: 'cut it',
}

const inPart = {
  verb: 'struck in part',
  why: 'its image does not slow down or fail by itself, and what is done to the connections to it strikes all its replicas',
  remedy: 'strike all of them, or use Predict',
}
