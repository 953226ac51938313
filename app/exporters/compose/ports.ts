import { kindOf } from '../../catalogue/catalogue.ts'
import type { ContainerPlan } from '../../catalogue/component.ts'
import { connectionsTo, type Design } from '../../design/design.ts'

/** The first port published on this machine; entry points follow one another in file order. */
const firstPort = 8080

/**
 * What the outside may reach, as Compose writes it: components that traffic calls over HTTP, or, in a design without traffic, those
 * that answer HTTP and that nobody calls. Published on this machine alone; a component with replicas gets a port for each.
 */
export function entryPorts(design: Design, plans: Map<string, ContainerPlan>): Map<string, string> {
  const published = new Map<string, string>()
  let next = firstPort
  for (const [id, plan] of plans) {
    const port = plan.ports.http
    if (port === undefined || !isEntry(design, id)) continue
    const last = next + plan.replicas - 1
    published.set(id, `127.0.0.1:${last > next ? `${next}-${last}` : next}:${port}`)
    next = last + 1
  }
  return published
}

function isEntry(design: Design, id: string): boolean {
  const callers = connectionsTo(design, id)
  const hasTraffic = Object.keys(design.components).some((other) => isSource(design, other))
  return hasTraffic ? callers.some(({ from, protocol }) => protocol === 'http' && isSource(design, from)) : callers.length === 0
}

function isSource(design: Design, id: string): boolean {
  const component = Object.hasOwn(design.components, id) ? design.components[id] : undefined
  return component !== undefined && kindOf(component.kind)?.behaviour(component).model === 'source'
}
