import type { FaultKind } from '../../../app/faults/faults.ts'
import type { ResolvedFault } from '../../../app/run/fault-target.ts'
import type { EdgeFault, ReplicaFault } from '../../runtime/control/messages.ts'
import type { LivePlan, PlannedComponent } from '../live-plan.ts'
import type { MeshLink } from '../mesh-link.ts'
import type { Replica } from '../replica.ts'
import type { ReplicaBoard } from '../replica-board.ts'
import type { Stack } from '../stack.ts'

/** How one kind of fault is brought about in containers: one file per kind. */
export interface LiveFault {
  kind: FaultKind
  /** Throws a RunFailure where it cannot be done. */
  apply(fault: ResolvedFault, run: FaultAccess): Promise<Applied>
}

export interface Applied {
  /** How it is brought about, in words. */
  mechanism: string
  /** What the mesh and the stubs are to do while it lasts; ended by the lease if the program dies. */
  mesh?: MeshFaultPart[]
  /** Undoes what was done in the engine. */
  heal?(): Promise<void>
  /** It is over by itself when this settles. */
  over?: Promise<void>
}
export type MeshFaultPart = { at: 'edge'; edge: string; fault: EdgeFault } | { at: 'replicas'; component: string; fault: ReplicaFault }

export interface FaultAccess {
  plan: LivePlan
  board: ReplicaBoard
  stack: Stack
  mesh: MeshLink
}

/** A component struck, with its replicas; the first `count` of those there are, or all. */
export function struckReplicas(run: FaultAccess, component: string, count: number | undefined): Replica[] {
  const replicas = [...run.board.replicasOf(component)].sort((a, b) => Number(b.ready) - Number(a.ready) || a.index - b.index)
  return replicas.slice(0, count ?? replicas.length)
}

export function plannedOf(run: FaultAccess, id: string): PlannedComponent {
  const component = run.plan.components.get(id)
  if (!component) throw new Error(`${id} is not part of the run`)
  return component
}

/** Whether our stub runtime plays the component and serves requests, so that it can be told to misbehave. */
export function isStub({ container, behaviour }: PlannedComponent): boolean {
  return container.image.from === 'runtime' && behaviour.model === 'station'
}

/** The drawn connections over which a component is reached. */
export function edgesTo(run: FaultAccess, component: string): string[] {
  return run.plan.edges.filter((edge) => edge.dials === component).map((edge) => edge.id)
}
