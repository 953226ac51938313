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

/** Boundaries that are joined from outside: who joins can reach more than what is drawn. */
export function joinedFromOutside({ design }: Stack, networks: Networks): string[] {
  return boundariesOf(design)
    .filter(({ id, members }) => [...networks].some(([service, joined]) => joined.includes(id) && !members.includes(service)))
    .map(({ id }) => id)
}

function boundariesOf({ groups }: Design): { id: string; members: string[] }[] {
  return Object.entries(groups ?? {})
    .filter(([, { kind }]) => kind !== 'zone')
    .map(([id, { members }]) => ({ id, members }))
}
