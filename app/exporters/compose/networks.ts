import type { Design } from '../../design/design.ts'
import type { Stack } from './stack.ts'

/** Service to the networks that it joins, its own first. Empty: all share the one that Compose makes by itself. */
export type Networks = Map<string, string[]>

/** What stands in no boundary is in the network that Compose makes by itself. */
const outside = 'default'

/**
 * Each boundary is a network. Whoever calls into one joins it, as the one who reaches further than its own; what is called
 * joins nothing, so a database is seen by its callers' boundaries alone. A zone spreads replicas and is none.
 */
export function toNetworks({ design, components, dials }: Stack): Networks {
  const boundaries = boundariesOf(design)
  if (boundaries.length === 0) return new Map()
  const networks: Networks = new Map(
    components.map(({ id }) => {
      const own = boundaries.filter(({ members }) => members.includes(id)).map((boundary) => boundary.id)
      return [id, own.length > 0 ? own : [outside]]
    }),
  )
  for (const { dialler, dialled } of dials) {
    const [theirs, ours] = [networks.get(dialled) ?? [], networks.get(dialler) ?? []]
    const [entry] = theirs
    if (entry !== undefined && !ours.some((network) => theirs.includes(network))) networks.set(dialler, [...ours, entry])
  }
  return networks
}

/** The networks that the file has to define, in the order in which they are first joined. */
export function boundaryNetworks(networks: Networks): string[] {
  return [...new Set([...networks.values()].flat())].filter((network) => network !== outside)
}

/** A boundary that lets more through than what is drawn, for networks lead both ways. */
export interface Leak {
  boundary: string
  /** Who calls into it and so can reach each of its members. */
  into: string[]
  /** Members that call out of it and so can be reached from other networks. */
  outOf: string[]
}

/** Boundaries with those that join a network beside their own. Traffic joins only while it is sent. */
export function toLeaks({ design, components }: Stack, networks: Networks): Leak[] {
  const services = components.filter(({ behaviour }) => behaviour.model !== 'source').map(({ id }) => id)
  const boundaries = boundariesOf(design)
  const ownOf = (service: string) => boundaries.filter(({ members }) => members.includes(service)).map(({ id }) => id)
  return boundaries.flatMap(({ id, members }) => {
    const into = services.filter((service) => !members.includes(service) && networks.get(service)?.includes(id))
    const outOf = services.filter(
      (service) => members.includes(service) && networks.get(service)?.some((network) => !ownOf(service).includes(network)),
    )
    return into.length + outOf.length === 0 ? [] : [{ boundary: id, into, outOf }]
  })
}

function boundariesOf({ groups }: Design): { id: string; members: string[] }[] {
  return Object.entries(groups ?? {})
    .filter(([, { kind }]) => kind !== 'zone')
    .map(([id, { members }]) => ({ id, members }))
}
