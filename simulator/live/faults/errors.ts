import { edgesTo, isStub, type LiveFault, type MeshFaultPart, plannedOf } from './fault.ts'

/** A share of requests fails. */
export const errors: LiveFault = {
  kind: 'errors',
  async apply({ fault, components, connections }, run) {
    const rate = fault.kind === 'errors' ? fault.rate : 0
    const abort = (edge: string): MeshFaultPart => ({ at: 'edge', edge, fault: { kind: 'abort', share: rate } })
    const byStub = components.filter((id) => isStub(plannedOf(run, id)))
    const byMesh = [...connections, ...components.filter((id) => !byStub.includes(id)).flatMap((id) => edgesTo(run, id))]
    const mechanism = [
      ...(byStub.length > 0 ? [`the stub of ${byStub.join(', ')} answers them with status 500`] : []),
      ...(byMesh.length > 0 ? [`the mesh ends them on ${byMesh.join(', ')}: HTTP with status 500, other protocols by a reset`] : []),
    ].join('; ')
    return {
      mechanism,
      mesh: [
        ...byStub.map((component): MeshFaultPart => ({ at: 'replicas', component, fault: { kind: 'errors', rate } })),
        ...byMesh.map(abort),
      ],
    }
  },
}
