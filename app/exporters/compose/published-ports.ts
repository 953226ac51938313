import { timersAmong } from '../timers.ts'
import type { Stack } from './stack.ts'
import { optional, portVariable } from './variables.ts'

const highestPort = 65_535

/** A container's port under an address of this machine. */
export interface PublishedPort {
  id: string
  containerPort: number
  /** One for each replica. */
  hostPorts: { first: number; last: number }
  /** Set in `.env` to publish it elsewhere. */
  variable: string
}

/**
 * Only what people call is published: that is where a person or a test gets in, and a timer is neither. A design without traffic publishes what
 * nothing in it calls. The ports of this machine follow from the containers' own, the next free one where two would clash.
 */
export function toPublishedPorts(stack: Stack): PublishedPort[] {
  const ports: PublishedPort[] = []
  for (const { id, containerPort } of entryPoints(stack)) {
    if (ports.some((port) => port.id === id && port.containerPort === containerPort)) continue
    const replicas = stack.components.find((component) => component.id === id)?.plan.replicas ?? 1
    const first = firstFree(containerPort < 1024 ? 8000 + containerPort : containerPort, replicas, ports)
    const again = ports.filter((port) => port.id === id).length
    const variable = portVariable(again === 0 ? id : `${id}-${containerPort}`)
    ports.push({ id, containerPort, hostPorts: { first, last: first + replicas - 1 }, variable })
  }
  return ports
}

/** As Compose writes it: `127.0.0.1:${GATEWAY_PORT:-8080}:80`. Only programs on this machine can connect. */
export function toPortMapping(port: PublishedPort): string {
  return `127.0.0.1:${optional(port.variable, toPortRange(port))}:${port.containerPort}`
}

/** `8080`, or `8080-8082` for three replicas, of which each takes one. */
export function toPortRange({ hostPorts: { first, last } }: PublishedPort): string {
  return first === last ? String(first) : `${first}-${last}`
}

function entryPoints({ components, dials }: Stack): { id: string; containerPort: number }[] {
  const timers = timersAmong(components)
  const sources = components.filter((component) => component.behaviour.model === 'source')
  const people = new Set(sources.filter((component) => !timers.includes(component)).map(({ id }) => id))
  const called = dials.flatMap(({ connection, dialler, dialled }) => {
    const port = components.find(({ id }) => id === dialled)?.plan.ports[connection.protocol]
    return people.has(dialler) && port !== undefined ? [{ id: dialled, containerPort: port }] : []
  })
  if (sources.length > 0) return called
  const alone = components.filter(({ id }) => !dials.some(({ connection, dialled }) => dialled === id || connection.to === id))
  return alone.flatMap(({ id, plan }) => Object.values(plan.ports).map((containerPort) => ({ id, containerPort })))
}

/** The wanted port, or the next from which on so many are free. */
export function firstFree(wanted: number, amount: number, ports: PublishedPort[]): number {
  if (wanted + amount - 1 > highestPort) return firstFree(8080, amount, ports)
  const clash = ports.find(({ hostPorts }) => hostPorts.first < wanted + amount && hostPorts.last >= wanted)
  return clash ? firstFree(clash.hostPorts.last + 1, amount, ports) : wanted
}
