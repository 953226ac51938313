import { kindOf } from '../../catalogue/catalogue.ts'
import { timersAmong } from '../timers.ts'
import { type Cluster, isManaged, type Link, type Workload } from './cluster.ts'

/** A workload's port that something calls; undefined: whichever it has. */
export interface Called {
  workload: Workload
  port: number | undefined
}

/** Workloads that call this one, each once for each port. */
export function callersOf(cluster: Cluster, id: string): Called[] {
  return neighboursOf(cluster, id).callers
}

/** Workloads that this one calls, each once for each port. */
export function calledBy(cluster: Cluster, id: string): Called[] {
  return neighboursOf(cluster, id).called
}

/** Whether this workload calls something on the internet: what is drawn and does not run in the cluster, or what its image fetches. */
export function callsOutside(cluster: Cluster, id: string): boolean {
  const { outside, foreign, workloads } = cluster
  if (fetchedBy(workloads.find((one) => one.id === id)).length > 0) return true
  return linksFrom(cluster, id).some(({ dialled, connection }) => {
    const called = foreign.find((one) => one.id === dialled)
    return called ? !isInNetwork(called, connection) : outside.some((one) => one.id === dialled)
  })
}

/** The connections that this component makes. */
export function linksFrom(cluster: Cluster, id: string): readonly Link[] {
  let known = linksByDialler.get(cluster)
  if (!known) {
    known = new Map()
    for (const link of cluster.links) {
      const own = known.get(link.dialler)
      if (own) own.push(link)
      else known.set(link.dialler, [link])
    }
    linksByDialler.set(cluster, known)
  }
  return known.get(id) ?? []
}

const linksByDialler = new WeakMap<Cluster, Map<string, Link[]>>()

/** Variables by which its image fetches something from the internet as it starts. */
export function fetchedBy(workload: Workload | undefined): string[] {
  if (!workload) return []
  return (kindOf(workload.component.kind)?.fetches ?? []).filter((name) => (workload.plan.env[name] ?? '') !== '')
}

/** Managed stores, which lie in a network of the person's own, that this workload calls; each once for each port. */
export function managedStores(cluster: Cluster, id: string): { workload: Workload; port: number }[] {
  return unique(
    linksFrom(cluster, id).flatMap(({ dialled, connection }) => {
      const called = cluster.foreign.find((one) => one.id === dialled)
      const port = called && isInNetwork(called, connection) ? called.plan.ports[connection.protocol] : undefined
      return called && port !== undefined ? [{ workload: called, port }] : []
    }),
  )
}

/** Their ports, each once. */
export function portsOfManaged(cluster: Cluster, id: string): number[] {
  return [...new Set(managedStores(cluster, id).map(({ port }) => port))]
}

/** The APIs of a provider are on the internet; what speaks the protocol of a store has an address in a network. */
function isInNetwork({ component }: Workload, { protocol }: Cluster['links'][number]['connection']): boolean {
  return isManaged(component) && !['http', 'sqs', 'sns'].includes(protocol)
}

/**
 * Where requests enter the cluster: what is called by something that does not run in it. A design in which nothing does is entered
 * at its gateways and nowhere else, for a worker or a database that nobody calls is no business of the internet's.
 */
export function entriesOf(cluster: Cluster): { workload: Workload; port: number }[] {
  const known = entries.get(cluster)
  if (known) return known
  const made = findEntries(cluster)
  entries.set(cluster, made)
  return made
}

/** The ports at which people come in here; undefined: at none. */
export function isPublic(cluster: Cluster, workload: Workload): number[] | undefined {
  const ports = entriesOf(cluster).flatMap((entry) => (entry.workload === workload ? [entry.port] : []))
  return ports.length > 0 ? ports : undefined
}

const entries = new WeakMap<Cluster, { workload: Workload; port: number }[]>()

function findEntries(cluster: Cluster): { workload: Workload; port: number }[] {
  const { workloads, outside, links } = cluster
  const byId = new Map(workloads.map((workload) => [workload.id, workload]))
  const timers = timersAmong(outside)
  const outer = new Set(outside.flatMap((each) => (timers.includes(each) ? [] : [each.id])))
  const entered = links.filter(({ dialler }) => outer.has(dialler))
  if (entered.length > 0)
    return unique(
      entered.flatMap(({ dialled, port }) => {
        const workload = byId.get(dialled)
        return workload && port !== undefined ? [{ workload, port }] : []
      }),
    )
  const called = new Set(links.flatMap(({ connection, dialled }) => [dialled, connection.to]))
  const gateways = workloads.filter(({ id, component }) => !called.has(id) && isGateway(component.kind))
  return unique(gateways.flatMap((workload) => Object.values(workload.plan.ports).map((port) => ({ workload, port }))))
}

const isGateway = (kind: string) => ['gateway', 'balancer'].includes(kindOf(kind)?.family ?? '')

interface Neighbours {
  callers: Called[]
  called: Called[]
}

const neighbours = new WeakMap<Cluster, Map<string, Neighbours>>()

function neighboursOf(cluster: Cluster, id: string): Neighbours {
  let known = neighbours.get(cluster)
  if (!known) {
    known = findNeighbours(cluster)
    neighbours.set(cluster, known)
  }
  return known.get(id) ?? { callers: [], called: [] }
}

/** Calls that no drawing can say, which is no reason to stand in their way. */
export function undrawnLinks({ undrawn }: Cluster): Cluster['undrawn'] {
  return undrawn.filter(({ from, to, obstacle }) => obstacle !== undefined && from !== to)
}

function findNeighbours(cluster: Cluster): Map<string, Neighbours> {
  const { workloads, links } = cluster
  const byId = new Map(workloads.map((workload) => [workload.id, workload]))
  const found = new Map(workloads.map(({ id }): [string, Neighbours] => [id, { callers: [], called: [] }]))
  const add = (from: string, to: string, port: number | undefined) => {
    const [dialler, dialled] = [byId.get(from), byId.get(to)]
    if (!dialler || !dialled) return
    found.get(to)?.callers.push({ workload: dialler, port })
    found.get(from)?.called.push({ workload: dialled, port })
  }
  for (const { dialler, dialled, port } of links) if (port !== undefined) add(dialler, dialled, port)
  for (const { from, to } of undrawnLinks(cluster)) add(from, to, undefined)
  for (const each of found.values()) {
    each.callers = unique(each.callers)
    each.called = unique(each.called)
  }
  return found
}

function unique<T extends Called>(called: T[]): T[] {
  const seen = new Set<string>()
  return called.filter(({ workload, port }) => {
    const key = `${workload.id} ${port}`
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}
