import { toSignIn } from '../compose/sign-in.ts'
import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'
import { linksFrom, managedStores } from './links-between.ts'

/** Where a program of the person's own finds its stores and how it signs in; an imported one is told so by its files. */
export function signInOf({ id, plan, stated }: Workload, cluster: Cluster): Record<string, string> {
  if (stated || !(isUnbuilt({ plan }) || plan.fidelity === "person's image")) return {}
  const used = linksFrom(cluster, id).flatMap(({ dialled, port }) => {
    const other = cluster.workloads.find((one) => one.id === dialled)
    return other && port !== undefined ? [{ workload: other, port }] : []
  })
  const told = [...used, ...managedStores(cluster, id)]
  return toSignIn(
    plan,
    told.map(({ workload, port }) => ({ id: workload.id, plan: workload.plan, address: { host: workload.name, port } })),
  )
}
