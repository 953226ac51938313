import { type ComponentLoad, offeredLoad } from '../../analysis/capacity.ts'
import { kindOf } from '../../catalogue/catalogue.ts'
import type { Behaviour, ContainerPlan } from '../../catalogue/component.ts'
import { peerOf, portOf, toContainerPlan } from '../../catalogue/container-context.ts'
import { privateNetworks } from '../../catalogue/private-networks.ts'
import { type Component, type Connection, connectionId, type Design } from '../../design/design.ts'
import type { Stated, StatedDesign } from '../imported/stated.ts'
import { hasAddress, withAddresses } from './addresses.ts'
import type { CdkCounterpart, StoreName } from './counterpart.ts'
import { createNames, toKebabCase, toPascalCase } from './names.ts'
import { secretMark } from './secrets.ts'
import { withServiceNames } from './service-names.ts'
import { withStated } from './stated.ts'
import { isBalancer, type Way, waysTo, withoutBalancers } from './through-balancers.ts'

/** Service Connect puts a proxy into each task, through which load balancers reach it too: its container sees them come from here. */
const ownProxy = '127.0.0.0/8'

/** A component with what stands for it in the exported application. */
export interface Part {
  id: string
  component: Component
  behaviour: Behaviour
  counterpart: CdkCounterpart
  role: Role
  /** As a field: `ordersDb`. As a construct: `OrdersDb`. */
  name: string
  construct: string
  /** Of services, jobs and functions. Secrets stand in it as marks, and so do addresses of stores. */
  container: ContainerPlan | undefined
  /** What the files say that it was imported from. */
  stated?: Stated
}

/** What the parts of the application do with each other depends on these only. */
export type Role = 'service' | 'job' | 'function' | 'store' | 'queue' | 'topic' | 'none'

/** A drawn connection as the application makes it: consumers ask their broker, which calls nobody. */
export interface Link {
  connection: Connection
  from: Part
  to: Part
  consumes: boolean
}

export interface Plan {
  design: Design
  /** `Web shop`, `web-shop` and `WebShop`. */
  title: string
  slug: string
  prefix: string
  /** In the order of the design file. */
  parts: Part[]
  links: Link[]
  /** Calls that the files suggest and no connection can say, such as one of a circle. */
  undrawn: { from: Part; to: Part }[]
  /** Calls that the files may mean, which are not sure enough to be drawn. */
  guessed: { from: Part; to: Part }[]
  /** What the traffic as drawn brings to each component, without the peaks of scenarios. */
  load: Record<string, ComponentLoad>
  /** Parts that traffic reaches, with the traffic that does, and how. */
  entrances: { part: Part; ways: Way<Part>[] }[]
  /** Where the design file lies, seen from the exported folder. */
  designFolder: string
}

export function toPlan(design: Design, designFolder = '.', stated?: StatedDesign): Plan {
  const sound = withoutLooseEnds(design)
  const nameOf = createNames()
  const bare = Object.entries(sound.components).map(([id, component]) => toPart(sound, id, component, nameOf, stated?.components.get(id)))
  const stores = bare.filter(hasAddress)
  const parts = withServiceNames(stores.length > 0 ? bare.map((part) => withMarks(part, stores, sound)) : bare)
  const byId = new Map(parts.map((part) => [part.id, part]))
  const drawn = (sound.connections ?? []).flatMap((connection) => {
    const [from, to] = [byId.get(connection.from), byId.get(connection.to)]
    return from && to ? [{ connection, from, to }] : []
  })
  const suggested = stated?.undrawn ?? []
  const { scenarios: _, ...asDrawn } = sound
  const title = (design.name ?? '').trim() || 'Design'
  const slug = toKebabCase(title) || 'design'
  return {
    design: sound,
    title,
    slug,
    prefix: toPascalCase(slug),
    parts,
    links: withoutBalancers(drawn)
      .filter(({ from }) => from.behaviour.model !== 'source')
      .map(toLink),
    undrawn: pairsOf(
      suggested.filter(({ obstacle }) => obstacle !== undefined),
      byId,
    ),
    guessed: pairsOf(
      suggested.filter(({ obstacle }) => obstacle === undefined),
      byId,
    ),
    entrances: parts.flatMap((part) => {
      const ways = waysTo(part, drawn)
      return ways.length > 0 && !isBalancer(part) ? [{ part, ways }] : []
    }),
    load: offeredLoad(asDrawn).components,
    designFolder,
  }
}

function pairsOf(pairs: StatedDesign['undrawn'], byId: ReadonlyMap<string, Part>): { from: Part; to: Part }[] {
  return pairs.flatMap((pair) => {
    const [from, to] = [byId.get(pair.from), byId.get(pair.to)]
    return from && to && from !== to ? [{ from, to }] : []
  })
}

function toPart(
  design: Design,
  id: string,
  component: Component,
  nameOf: ReturnType<typeof createNames>,
  stated: Stated | undefined,
): Part {
  const kind = kindOf(component.kind)
  if (!kind) throw new Error(`${id} is of the unknown kind "${component.kind}": check the design before exporting it`)
  const address = (connection: Connection) => addressFrom(design, id, connection)
  // Service Connect writes its names into the file of hosts, and its proxy spreads the calls.
  const callers = { balancers: [...privateNetworks, ownProxy] }
  const surroundings = { secret: secretMark, address, callers, names: 'hosts' as const, autoscales: true }
  const role = roleOf(kind.cdk, stated)
  const name = nameOf(id, role === 'none' ? 'Part' : role.charAt(0).toUpperCase() + role.slice(1))
  const container = runs(role) ? toContainerPlan(design, id, surroundings) : undefined
  return {
    id,
    component,
    behaviour: kind.behaviour(component),
    counterpart: kind.cdk,
    role,
    name,
    construct: name.charAt(0).toUpperCase() + name.slice(1),
    container: container && stated && role !== 'function' ? withStated(container, component, stated) : container,
    ...(stated ? { stated } : {}),
  }
}

const runs = (role: Role) => role === 'service' || role === 'job' || role === 'function'

/** Addresses of stores in what an imported component is told. Where two have one user, it is that of the store that it uses. */
function withMarks(part: Part, stores: Part[], { connections = [] }: Design): Part {
  const { id, container, stated } = part
  if (!container || !stated) return part
  const used = new Set(connections.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])))
  const ordered = [...stores.filter((store) => used.has(store.id)), ...stores.filter((store) => !used.has(store.id))]
  return { ...part, container: { ...container, env: withAddresses(container.env, ordered) } }
}

function roleOf({ construct }: CdkCounterpart, stated: Stated | undefined): Role {
  switch (construct) {
    case 'Microservice':
      return stated?.isJob ? 'job' : 'service'
    case 'ServerlessFunction':
      return 'function'
    case 'WorkQueue':
      return 'queue'
    case 'EventTopic':
      return 'topic'
    case 'LoadBalancer':
    case 'none':
      return 'none'
    default:
      return 'store' satisfies Role & (typeof construct extends StoreName ? Role : never)
  }
}

/** Whether a queue or a topic is FIFO. */
export function isOrdered({ counterpart, component }: Part): boolean {
  return (counterpart.construct === 'WorkQueue' || counterpart.construct === 'EventTopic') && counterpart.ordered?.(component) === true
}

function toLink({ connection, from, to }: Omit<Link, 'consumes'>): Link {
  const consumes = from.behaviour.model === 'broker'
  return consumes ? { connection, from: to, to: from, consumes } : { connection, from, to, consumes }
}

/** Service Connect answers under the design's own names. */
function addressFrom(design: Design, id: string, connection: Connection): { host: string; port: number } {
  const host = peerOf(connection, id)
  return { host, port: portOf(design, host, connection.protocol) ?? 0 }
}

/** Connections whose ends are not there are for the design's rules to report; here they would only be in the way. */
function withoutLooseEnds(design: Design): Design {
  const known = (id: string) => Object.hasOwn(design.components, id)
  const seen = new Set<string>()
  const connections = (design.connections ?? []).filter((connection) => {
    const isNew = !seen.has(connectionId(connection))
    seen.add(connectionId(connection))
    return isNew && known(connection.from) && known(connection.to)
  })
  return { ...design, connections }
}
