import type { ConnectionEffect } from '../../../app/faults/effects.ts'
import type { MeshFault } from '../../runtime/control/messages.ts'
import { edgesTo, type FaultAccess, isStub, plannedOf } from './fault-access.ts'
import type { Strike } from './strike.ts'

/**
 * What the mesh and the stubs are to do for a fault, for as long as their lease is renewed. Stubs are slow, fail, and share
 * fewer cores by themselves; before anybody else's image the mesh does it on every connection that leads there: it waits for as long as the work
 * would have grown, or ends the request.
 */
export function toMeshFaults(id: string, { resolved, effects, which }: Strike, run: Pick<FaultAccess, 'plan'>): MeshFault[] {
  const { connection = {}, replica = {} } = effects
  const onEdges = resolved.connections.map((edge): MeshFault => ({ id, at: 'edge', edge, effect: connection }))
  const onComponents = resolved.components.flatMap((component): MeshFault[] => {
    const { slow = 1, errors = 0, cores } = replica
    const planned = plannedOf(run, component)
    if (isStub(planned)) {
      if (slow === 1 && errors === 0 && cores === undefined) return []
      return [
        { id, at: 'replicas', component, which: which(component), effect: { slow, errors, ...(cores === undefined ? {} : { cores }) } },
      ]
    }
    if (slow === 1 && errors === 0) return []
    const effect: ConnectionEffect = { errors, addMs: addedMs(run, component, slow) }
    return edgesTo(run, component).map((edge) => ({ id, at: 'edge', edge, effect }))
  })
  return [...onEdges, ...onComponents]
}

/** How much longer a request takes whose designed work is so many times as long. */
export function addedMs(run: Pick<FaultAccess, 'plan'>, component: string, slow: number): number {
  const { behaviour } = plannedOf(run, component)
  return behaviour.model === 'source' ? 0 : (slow - 1) * behaviour.work.meanMs
}
