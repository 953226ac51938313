import { programVariable } from '../compose/services.ts'
import { placesIn } from '../public-places.ts'
import type { Cluster, Workload } from './cluster.ts'
import { toList } from './field-losses.ts'
import { calledBy, callsOutside, fetchedBy, portsOfManaged } from './links-between.ts'

/** Calls that a workload may make and the policies do not let through, as far as its files tell; and those let through undrawn. */
export function toEgressLosses(workload: Workload, cluster: Cluster): string[] {
  return [...ofUnread(workload, cluster), ...ofFetched(workload), ...ofPublicNames(workload, cluster), ...ofAddresses(workload, cluster)]
}

/** Whom it calls may stand in settings of which only the name is known. */
function ofUnread({ id, stated }: Workload, cluster: Cluster): string[] {
  const unread = (stated?.mounts ?? []).flatMap((mount) => (mount.from === 'nowhere' && mount.isUnread ? [mount.target] : []))
  if (unread.length === 0) return []
  const called = [...new Set(calledBy(cluster, id).map((each) => each.workload.id))]
  return [
    `Whom it calls by ${toList(unread)} is not known, since that could not be read: the policies let it call nobody${called.length > 0 ? ` but ${toList(called)}` : ''}.`,
  ]
}

function ofFetched(workload: Workload): string[] {
  const variables = fetchedBy(workload)
  if (variables.length === 0) return []
  return [
    `${toList(variables)} ${variables.length > 1 ? 'have' : 'has'} it fetch something as it starts: it may call public addresses over HTTPS.`,
  ]
}

const isMachine = /\.docker\.internal$/i
const isInCluster = /\.(?:svc|local|localhost|internal)$/i

/** Machines by their full names, in the variables of a container. */
function ofPublicNames(workload: Workload, cluster: Cluster): string[] {
  const isOpen = callsOutside(cluster, workload.id)
  const stores = portsOfManaged(cluster, workload.id)
  return Object.entries(workload.plan.env).flatMap(([variable, value]) => {
    if (variable === programVariable) return []
    const places = new Map(placesIn(variable, value).map((place) => [`${place.host}:${place.port}`, place]))
    return [...places.values()].flatMap(({ host, port }) => {
      if (isMachine.test(host)) return [`${variable} names ${host}, the machine of Compose, which no cluster has: say where it is.`]
      if (isInCluster.test(host) || (port !== undefined && stores.includes(port)) || (isOpen && (port === 443 || port === undefined)))
        return []
      const at = port === undefined ? host : `${host}:${port}`
      const allowed = isOpen ? 'on port 443 alone' : 'nobody'
      return [
        `${variable} names ${at}, outside of the cluster, where the policies let it call ${allowed}: ${isOpen ? 'add a policy' : 'draw it as external, or add a policy,'} if its program calls it.`,
      ]
    })
  })
}

/** Machines with an address of their own (`extra_hosts`), which a pod is told and no policy opens. */
function ofAddresses({ id, stated }: Workload, cluster: Cluster): string[] {
  if (callsOutside(cluster, id)) return []
  const told = (stated?.addresses ?? []).filter(({ ip }) => /^\d/.test(ip) && !/^127\./.test(ip))
  return told.map(
    ({ host, ip }) => `It is told that ${host} is at ${ip}, where the policies let it call nobody: add a policy if its program calls it.`,
  )
}
