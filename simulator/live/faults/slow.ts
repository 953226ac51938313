import { RunFailure } from '../../../app/run/engine.ts'
import { edgesTo, isStub, type LiveFault, type MeshFaultPart, plannedOf } from './fault.ts'

/** Work takes longer. Stubs do it themselves; before anybody else's image the mesh waits for as long as the work would have grown. */
export const slow: LiveFault = {
  kind: 'slow',
  async apply({ fault, components }, run) {
    const factor = fault.kind === 'slow' ? fault.factor : 1
    const mechanisms: string[] = []
    const mesh = components.flatMap((id): MeshFaultPart[] => {
      const component = plannedOf(run, id)
      if (component.behaviour.model === 'source')
        throw new RunFailure(`${component.label} sends traffic and does no work, so it cannot be slowed.`, id)
      if (isStub(component)) {
        mechanisms.push(`${component.label}'s stub works ${factor} times as long`)
        return [{ at: 'replicas', component: id, fault: { kind: 'slow', factor } }]
      }
      const addMs = (factor - 1) * component.behaviour.work.meanMs
      mechanisms.push(`the mesh delays each request to ${component.label} by ${addMs.toFixed(1)} ms, ${factor - 1} times its designed work`)
      return edgesTo(run, id).map((edge) => ({ at: 'edge', edge, fault: { kind: 'latency', addMs, jitterMs: 0 } }))
    })
    return { mechanism: mechanisms.join('; '), mesh }
  },
}
