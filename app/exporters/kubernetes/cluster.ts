import type { Behaviour, ContainerPlan } from '../../catalogue/component.ts'
import { peerOf, portOf, simulatedOnly, toContainerContext, toContainerPlan } from '../../catalogue/container-context.ts'
import { type Component, type Connection, connectionId, type Design } from '../../design/design.ts'
import { secretVariable } from '../compose/variables.ts'
import { toApplicationName, toObjectNames } from './object-names.ts'
import { secretMark } from './secret-text.ts'

/** A component that runs in the cluster. */
export interface Workload {
  id: string
  /** Of its objects, and its host name. */
  name: string
  component: Component
  behaviour: Behaviour
  plan: ContainerPlan
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
  /** In the order of the design file. */
  workloads: Workload[]
  /** Components that are not run, traffic and what can only be simulated, each with why. */
  outside: { id: string; component: Component; behaviour: Behaviour; reason: string }[]
  links: Link[]
  /** Secrets that containers are given: the design's name for each and the key under which the Secret holds it. */
  secrets: { name: string; key: string }[]
}

/** Plans every component with the names that hold inside a cluster. Secrets stand in the plans as marks. */
export function toCluster(design: Design): Cluster {
  const secrets = new Map<string, string>()
  const names = toObjectNames(Object.keys(design.components))
  const nameOf = (id: string) => names.get(id) ?? id
  const secret = (name: string) => {
    const key = secretVariable(name)
    secrets.set(name, key)
    return secretMark(key)
  }
  const workloads: Workload[] = []
  const outside: Cluster['outside'] = []
  for (const [id, component] of Object.entries(design.components)) {
    const surroundings = { secret, address: (connection: Connection) => addressFrom(design, id, connection, nameOf) }
    const behaviour = toContainerContext(design, id, surroundings).behaviourOf(id)
    if (!behaviour) throw new Error(`${id} is of the unknown kind "${component.kind}": check the design before exporting it`)
    // Traffic is people and devices, who are not in the cluster.
    const plan = behaviour.model === 'source' ? undefined : toContainerPlan(design, id, surroundings)
    if (plan) workloads.push({ id, name: nameOf(id), component, behaviour, plan })
    else outside.push({ id, component, behaviour, reason: whyOutside(design, id) })
  }
  const byId = new Map(workloads.map((workload) => [workload.id, workload]))
  const links = (design.connections ?? []).map((connection) => toLink(connection, byId))
  const application = toApplicationName(design.name)
  return { design, application, workloads, outside, links, secrets: [...secrets].map(([name, key]) => ({ name, key })) }
}

function whyOutside(design: Design, id: string): string {
  const reason = simulatedOnly(design, id)
  return reason === undefined
    ? 'Its requests come from outside the cluster; nothing in these files sends them.'
    : `It can be predicted and not be run, so it is left out: ${reason}`
}

function toLink(connection: Connection, workloads: Map<string, Workload>): Link {
  const { from, to, protocol } = connection
  const delivers = workloads.get(from)?.behaviour.model === 'broker'
  const [dialler, dialled] = delivers ? [to, from] : [from, to]
  return { connection, dialler, dialled, port: workloads.get(dialled)?.plan.ports[protocol] }
}

function addressFrom(design: Design, id: string, connection: Connection, nameOf: (id: string) => string): { host: string; port: number } {
  const peer = peerOf(connection, id)
  const port = portOf(design, peer, connection.protocol)
  if (port === undefined) {
    throw new Error(`${peer} does not answer ${connection.protocol} over ${connectionId(connection)}: check the design before exporting it`)
  }
  return { host: nameOf(peer), port }
}
