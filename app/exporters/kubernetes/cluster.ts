import { kindOf } from '../../catalogue/catalogue.ts'
import type { Behaviour, ContainerPlan } from '../../catalogue/component.ts'
import { peerOf, portOf, simulatedOnly, toContainerContext, toContainerPlan } from '../../catalogue/container-context.ts'
import { privateNetworks } from '../../catalogue/private-networks.ts'
import { type Component, type Connection, connectionId, type Design } from '../../design/design.ts'
import { secretVariable } from '../compose/variables.ts'
import type { Stated, StatedDesign, Undrawn } from '../imported/stated.ts'
import { type Hosts, toHosts } from './hosts.ts'
import { toApplicationName, toObjectNames } from './object-names.ts'
import { secretMark } from './secret-text.ts'
import { withSecretWords, withStated } from './with-stated.ts'

/** A component that runs in the cluster. */
export interface Workload {
  id: string
  /** Of its objects, and its host name. */
  name: string
  component: Component
  behaviour: Behaviour
  /** What runs: for an imported component, as its files say. */
  plan: ContainerPlan
  /** What its files say beyond the design. */
  stated?: Stated
}

/** A drawn connection as containers make it: a broker does not call its consumers, they connect to it. */
export interface Link {
  connection: Connection
  dialler: string
  dialled: string
  /** On which the dialled one answers; undefined where it does not run in the cluster. */
  port: number | undefined
}

/** What of a design stands in the cluster. */
export interface Cluster {
  design: Design
  /** Name of the application as a whole: of its namespace and its Secret. */
  application: string
  /** In the order of the design file. What nobody has built yet is among them: it needs an image of its own. */
  workloads: Workload[]
  /** What somebody else runs, such as a third party or a managed queue; here only as stand-ins for the person's own machine. */
  foreign: Workload[]
  /** Components that are not run, traffic and what can only be simulated, each with why. */
  outside: { id: string; component: Component; behaviour: Behaviour; reason: string }[]
  links: Link[]
  /** Calls that the files of an imported design suggest and its drawing cannot say. */
  undrawn: readonly Undrawn[]
  hosts: Hosts
  /** Every secret that a plan names: the design's name for each and the key under which the Secret holds it. */
  secrets: { name: string; key: string }[]
}

/** Plans every component with the names that hold inside a cluster. Secrets stand in the plans as marks. */
export function toCluster(design: Design, stated: StatedDesign = { components: new Map(), undrawn: [] }): Cluster {
  const secrets = new Map<string, string>()
  const names = toObjectNames(Object.keys(design.components))
  const nameOf = (id: string) => names.get(id) ?? id
  const secret = (name: string) => {
    const key = secretVariable(name)
    secrets.set(name, key)
    return secretMark(key)
  }
  const hosts = toHosts(stated, nameOf)
  const workloads: Workload[] = []
  const foreign: Workload[] = []
  const outside: Cluster['outside'] = []
  for (const [id, component] of Object.entries(design.components)) {
    const address = (connection: Connection) => addressFrom(design, id, connection, nameOf)
    const surroundings = { secret, address, callers: { balancers: privateNetworks }, autoscales: true }
    const behaviour = toContainerContext(design, id, surroundings).behaviourOf(id)
    if (!behaviour) throw new Error(`${id} is of the unknown kind "${component.kind}": check the design before exporting it`)
    // Traffic is people and devices, who are not in the cluster.
    const planned = behaviour.model === 'source' ? undefined : toContainerPlan(design, id, surroundings)
    if (!planned) {
      outside.push({ id, component, behaviour, reason: whyOutside(design, id) })
      continue
    }
    const said = withSecretWords(stated.components.get(id), secret)
    const plan = said ? withStated(planned, component, said, { secret, rewrite: (text, name) => hosts.rewrite(id, text, name) }) : planned
    const workload = { id, name: nameOf(id), component, behaviour, plan, ...(said ? { stated: said } : {}) }
    if (isForeign(workload)) foreign.push({ ...workload, plan: forgetful(plan) })
    else workloads.push(workload)
  }
  const byId = new Map([...workloads, ...foreign].map((workload) => [workload.id, workload]))
  const inside = new Set(workloads)
  const links = (design.connections ?? []).map((connection) => toLink(connection, byId, inside))
  return {
    design,
    application: toApplicationName(design.name),
    workloads,
    foreign,
    outside,
    links,
    undrawn: stated.undrawn,
    hosts,
    secrets: [...secrets].map(([name, key]) => ({ name, key })),
  }
}

/**
 * Nobody runs somebody else's service, or a managed one, in a cluster of their own: what plays it there is for trying things out. What
 * only forwards has to stand before what it forwards to, and so is run there by what plays it.
 */
function isForeign({ component, plan, stated, behaviour }: Workload): boolean {
  if (kindOf(component.kind)?.family === 'external') return true
  if (behaviour.model === 'station' && behaviour.routing === 'one') return false
  return (plan.fidelity === 'protocol-compatible' || isManaged(component)) && !stated && component.image === undefined
}

/** A service of a provider that another product plays, and not the person's own program that a provider runs. */
export function isManaged({ kind }: Component): boolean {
  const { platform, standIn } = kindOf(kind) ?? {}
  return platform !== undefined && standIn !== undefined
}

/** What is there to be tried out keeps nothing. */
function forgetful(plan: ContainerPlan): ContainerPlan {
  const { volumes, hardening } = plan
  if (volumes.length === 0) return plan
  return { ...plan, volumes: [], ...(hardening?.writes ? { hardening: { ...hardening, writes: [...hardening.writes, ...volumes] } } : {}) }
}

/** The person's own program, which has no image yet. */
export function isUnbuilt({ plan }: Pick<Workload, 'plan'>): boolean {
  return plan.image.from === 'runtime'
}

function whyOutside(design: Design, id: string): string {
  const reason = simulatedOnly(design, id)
  return reason === undefined
    ? 'Its requests come from outside the cluster; nothing in these files sends them.'
    : `It can be predicted and not be run, so it is left out: ${reason}`
}

function toLink(connection: Connection, byId: ReadonlyMap<string, Workload>, inside: ReadonlySet<Workload>): Link {
  const { from, to, protocol } = connection
  const delivers = byId.get(from)?.behaviour.model === 'broker'
  const [dialler, dialled] = delivers ? [to, from] : [from, to]
  const called = byId.get(dialled)
  return { connection, dialler, dialled, port: called && inside.has(called) ? called.plan.ports[protocol] : undefined }
}

function addressFrom(design: Design, id: string, connection: Connection, nameOf: (id: string) => string): { host: string; port: number } {
  const peer = peerOf(connection, id)
  const port = portOf(design, peer, connection.protocol)
  if (port === undefined) {
    throw new Error(`${peer} does not answer ${connection.protocol} over ${connectionId(connection)}: check the design before exporting it`)
  }
  return { host: nameOf(peer), port }
}
