import { kindOf } from '../../catalogue/catalogue.ts'
import { timersAmong } from '../timers.ts'
import type { Cluster, Workload } from './cluster.ts'
import { isPublic } from './links-between.ts'

/** A port of a container, as its Service, its probes and the policies name it. */
export interface Port {
  name: string
  number: number
  protocol: 'TCP' | 'UDP'
}

/**
 * On which ports a workload answers: those of its kind, and all that its files speak of. A program that nobody calls and that is
 * told no port, as one that fetches its work from a queue or keeps a timer, answers nowhere.
 */
export function toPorts(workload: Workload, cluster: Cluster): Port[] {
  const known = found.get(cluster) ?? new Map<Workload, Port[]>()
  found.set(cluster, known)
  const ports = known.get(workload) ?? findPorts(workload, cluster)
  known.set(workload, ports)
  return ports
}

/** Many ask for the same. */
const found = new WeakMap<Cluster, Map<Workload, Port[]>>()

function findPorts(workload: Workload, cluster: Cluster): Port[] {
  const { stated } = workload
  if (stated?.isJob) return []
  const main = serves(workload, cluster) ? mainPorts(workload, cluster) : []
  const further = (stated?.ports ?? []).map(
    ({ number, protocol }): Port => ({
      name: `${protocol}-${number}`,
      number,
      protocol: protocol === 'udp' ? 'UDP' : 'TCP',
    }),
  )
  const known = new Set(main.map(({ number }) => number))
  return [...main, ...further.filter(({ number, protocol }) => protocol === 'UDP' || !known.has(number))]
}

/** Whether anything answers on the ports of its plan. */
export function serves(workload: Workload, cluster: Cluster): boolean {
  const { component, id, plan, stated } = workload
  const isProgram = Object.hasOwn(kindOf(component.kind)?.parameters ?? {}, 'port')
  if (!isProgram) return true
  if (component.port !== undefined || stated?.ports.some(({ protocol }) => protocol === 'tcp')) return true
  const timers = new Set(timersAmong(cluster.outside).map((timer) => timer.id))
  const called = cluster.links.some(
    ({ dialler, dialled, connection }) => dialled === id && !timers.has(dialler) && plan.ports[connection.protocol] !== undefined,
  )
  return called || cluster.undrawn.some(({ to, obstacle }) => to === id && obstacle !== undefined)
}

/** Each number once, under the protocol that is spoken to it. */
function mainPorts({ id, plan }: Workload, { links }: Cluster): Port[] {
  const spoken = new Set(links.flatMap(({ dialled, connection }) => (dialled === id ? [connection.protocol] : [])))
  const entries = Object.entries(plan.ports)
  const called = entries.filter(([name]) => spoken.has(name as never))
  // Of a port that is said to speak HTTP a mesh takes HTTP/1.1 for granted, with which no call over gRPC comes through.
  const ordered = [...called.filter(([name]) => name === 'grpc'), ...called, ...entries]
  return ordered
    .filter(([, number], index) => ordered.findIndex(([, other]) => other === number) === index)
    .map(([name, number]) => ({ name, number, protocol: 'TCP' as const }))
}

/** Ports that are open to those who come from outside of the cluster. */
export function publicPorts(workload: Workload, cluster: Cluster): Port[] {
  const ports = toPorts(workload, cluster)
  const isEntry = isPublic(cluster, workload)
  const published = (workload.stated?.ports ?? []).filter(
    ({ published: as, host, protocol }) =>
      as !== undefined && !/^(?:127\.|localhost$|::1$)/.test(host ?? '') && (isEntry || protocol === 'udp'),
  )
  return ports.filter(
    ({ number, protocol }) =>
      (protocol === 'TCP' && isEntry?.includes(number)) ||
      published.some((one) => one.number === number && one.protocol.toUpperCase() === protocol),
  )
}
