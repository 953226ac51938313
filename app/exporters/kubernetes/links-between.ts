import type { Cluster, Workload } from './cluster.ts'

/** A workload's port that something calls. */
export interface Called {
  workload: Workload
  port: number
}

/** Workloads that call this one, each once for each port. */
export function callersOf({ workloads, links }: Cluster, id: string): Called[] {
  const called = links.filter(({ dialled }) => dialled === id)
  return unique(
    called.flatMap(({ dialler, port }) => {
      const workload = workloads.find((one) => one.id === dialler)
      return workload && port !== undefined ? [{ workload, port }] : []
    }),
  )
}

/** Workloads that this one calls, each once for each port. */
export function calledBy({ workloads, links }: Cluster, id: string): Called[] {
  const calls = links.filter(({ dialler }) => dialler === id)
  return unique(
    calls.flatMap(({ dialled, port }) => {
      const workload = workloads.find((one) => one.id === dialled)
      return workload && port !== undefined ? [{ workload, port }] : []
    }),
  )
}

/** Whether this workload calls something that is drawn and does not run in the cluster. */
export function callsOutside({ outside, links }: Cluster, id: string): boolean {
  return links.some(({ dialler, dialled }) => dialler === id && outside.some((one) => one.id === dialled))
}

/**
 * Where requests enter the cluster: what is called by something that does not run in it. A design in which nothing does is
 * entered where nothing in it calls.
 */
export function entriesOf(cluster: Cluster): Called[] {
  const { workloads, outside, links } = cluster
  const entered = links.filter(({ dialler }) => outside.some(({ id }) => id === dialler))
  if (entered.length > 0) {
    return unique(
      entered.flatMap(({ dialled, port }) => {
        const workload = workloads.find(({ id }) => id === dialled)
        return workload && port !== undefined ? [{ workload, port }] : []
      }),
    )
  }
  const uncalled = workloads.filter(({ id }) => !links.some(({ connection, dialled }) => dialled === id || connection.to === id))
  return unique(uncalled.flatMap((workload) => Object.values(workload.plan.ports).map((port) => ({ workload, port }))))
}

function unique(called: Called[]): Called[] {
  const isFirst = ({ workload, port }: Called, index: number) =>
    called.findIndex((other) => other.workload === workload && other.port === port) === index
  return called.filter(isFirst)
}
