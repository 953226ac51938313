import type { LivePlan, PlannedComponent } from '../live-plan.ts'
import type { MeshLink } from '../mesh-link.ts'
import type { ReplicaBoard } from '../replica-board.ts'
import type { Stack } from '../stack.ts'

/** What is needed of a run to bring faults about in it. */
export interface FaultAccess {
  plan: LivePlan
  board: ReplicaBoard
  stack: Stack
  mesh: MeshLink
}

export function plannedOf({ plan }: Pick<FaultAccess, 'plan'>, id: string): PlannedComponent {
  const component = plan.components.get(id)
  if (!component) throw new Error(`${id} is not part of the run`)
  return component
}

/** Whether our stub runtime plays the component and serves requests, so that it can be told to misbehave. */
export function isStub({ container, behaviour }: PlannedComponent): boolean {
  return container.image.from === 'runtime' && behaviour.model === 'station'
}

/** The drawn connections over which a component is reached. */
export function edgesTo({ plan }: Pick<FaultAccess, 'plan'>, component: string): string[] {
  return plan.edges.filter((edge) => edge.dials === component).map((edge) => edge.id)
}
