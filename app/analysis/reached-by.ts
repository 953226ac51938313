import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { callsFor, connectionsFrom, type Design, type Objective } from '../design/design.ts'

/** The components through which goes what an objective judges: one journey, what comes to one component, or everything. */
export function reachedBy(design: Design, { journey, component }: Pick<Objective, 'journey' | 'component'>): Set<string> {
  const reached = new Set<string>()
  const follow = (id: string): void => {
    if (reached.has(id)) return
    reached.add(id)
    for (const connection of connectionsFrom(design, id)) {
      if (journey === undefined || callsFor(connection, journey) > 0) follow(connection.to)
    }
  }
  if (component !== undefined) follow(component)
  else for (const id of Object.keys(design.components)) if (sends(design, id, journey)) follow(id)
  return reached
}

/** Whether requests of the journey begin there. */
function sends(design: Design, id: string, journey: string | undefined): boolean {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'source' && (journey === undefined || Object.hasOwn(behaviour.journeys, journey))
}
