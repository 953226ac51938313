import type { ContainerPlan } from '../../catalogue/component.ts'
import { peerOf, portOf, toContainerPlan } from '../../catalogue/container-context.ts'
import type { Connection, Design } from '../../design/design.ts'

/** The container of every component, in file order. On Compose's network a component's id is its host name. */
export function planAll(design: Design, secret: (name: string) => string): Map<string, ContainerPlan> {
  const plans = new Map<string, ContainerPlan>()
  for (const id of Object.keys(design.components)) {
    const address = (connection: Connection) => {
      const host = peerOf(connection, id)
      return { host, port: portOf(design, host, connection.protocol) ?? 0 }
    }
    const plan = toContainerPlan(design, id, { secret, address })
    if (plan) plans.set(id, plan)
  }
  return plans
}
