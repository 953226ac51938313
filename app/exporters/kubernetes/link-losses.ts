import { kindOf } from '../../catalogue/catalogue.ts'
import { type Connection, connectionId } from '../../design/design.ts'
import { unplayedPolicies } from '../../run/predicted-only.ts'
import type { Loss } from '../exporter.ts'
import { autoscaleOf } from './autoscaler.ts'
import { type Cluster, isUnbuilt, type Link, type Workload } from './cluster.ts'
import { toList } from './field-losses.ts'
import { isAlone } from './workload-objects.ts'

/** What the design says of a connection and nothing in the cluster does. */
export function toLinkLosses(link: Link, cluster: Cluster): Loss[] {
  const { connection, dialler, dialled } = link
  const caller = cluster.workloads.find(({ id }) => id === dialler)
  const called = cluster.workloads.find(({ id }) => id === dialled)
  const network = (['latency', 'jitter', 'loss', 'bandwidth'] as const).filter((field) => connection[field] !== undefined)
  const what = [
    ...(caller && network.length > 0
      ? [`The network is the cluster's own: ${toList(network)} of the design ${areNot(network)} added.`]
      : []),
    ...(caller && isProgram(caller) ? ofProgram(connection, caller) : []),
    ...(caller?.stated && isGateway(caller) ? ofOwnGateway(connection, caller) : []),
    ...(caller && called ? [...ofBalancing(connection, caller, called), ...ofPool(caller, called, cluster)] : []),
    ...unplayedPolicies(connection).map(({ field, instead }) => `${field} is predicted only: in the cluster, ${instead}.`),
  ]
  return what.map((each) => ({ where: connectionId(connection), what: each }))
}

const areNot = (fields: readonly string[]) => (fields.length > 1 ? 'are not' : 'is not')

const isProgram = (workload: Workload) => isUnbuilt(workload) || workload.plan.fidelity === "person's image"

/** What a program decides that calls another. */
function ofProgram(connection: Connection, { id }: Workload): string[] {
  const fields = (['timeout', 'retries', 'breaker', 'optional', 'fallbackFor', 'endpoints', 'calls'] as const).filter(
    (field) => connection[field] !== undefined,
  )
  if (fields.length === 0) return []
  const names = fields.map((field) => (field === 'timeout' ? `timeout (${connection.timeout})` : field))
  return [`${toList(names)}: for the program of ${id} to keep.`]
}

/** The configuration of an imported gateway is the person's, and stays as it is. */
function ofOwnGateway(connection: Connection, { id }: Workload): string[] {
  const fields = (['timeout', 'retries', 'breaker', 'balance', 'path'] as const).filter((field) => connection[field] !== undefined)
  return fields.length === 0 ? [] : [`${toList(fields)}: for the configuration of ${id} to say, which is the one of its files.`]
}

/** Calls are spread by a Service, which knows connections alone; a gateway of ours finds one address behind its name. */
function ofBalancing(connection: Connection, caller: Workload, called: Workload): string[] {
  if (called.plan.replicas < 2 && !autoscaleOf(called)) return []
  if (caller.stated ? connection.balance === undefined : !isUnbuilt(caller) && !isGateway(caller) && connection.balance === undefined)
    return []
  return [
    `A Service spreads connections over the replicas of ${called.id}, not single calls, and a connection that is kept open stays where it is: ${connection.balance ?? 'round-robin'} balancing needs a service mesh.`,
  ]
}

const isGateway = ({ component }: Workload) => ['gateway', 'balancer'].includes(kindOf(component.kind)?.family ?? '')

/** What a store takes at once is shared by all replicas of all who call it, one more of each in a roll-out. */
function ofPool(caller: Workload, called: Workload, { workloads, links }: Cluster): string[] {
  const most = called.component.connections
  const own = autoscaleOf(caller)
  if (typeof most !== 'number' || !own) return []
  const callers = new Set(links.flatMap(({ dialler, dialled }) => (dialled === called.id ? [dialler] : [])))
  const pods = workloads
    .filter(({ id }) => callers.has(id))
    .reduce((sum, one) => sum + (autoscaleOf(one)?.max ?? one.plan.replicas) + (isAlone(one) ? 0 : 1), 0)
  const each = Math.floor(most / pods)
  const who = `${callers.size > 1 ? 'all who call it' : caller.id} may be ${pods} pods while they are replaced`
  return [
    each >= 1
      ? `${called.id} takes ${most} connections and ${who}: give each of these a pool of ${each} at most.`
      : `${called.id} takes ${most} connections and ${who}: that is less than one for each, so pool them in front of it, or scale less far.`,
  ]
}
