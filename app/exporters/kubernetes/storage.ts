import { toPlainName } from '../imported/plain-name.ts'
import { autoscaleOf } from './autoscaler.ts'
import type { Cluster, Workload } from './cluster.ts'
import { hardeningOf } from './hardening.ts'
import { labelsOf } from './labels.ts'
import type { Manifest } from './manifest.ts'

/** Nothing in a design or a Compose file says how much is stored. */
export const claimSize = '10Gi'

/** Whether its data is its own: one pod writes it, under a name that stays. */
export function isStateful(workload: Workload): boolean {
  const { plan, stated } = workload
  return !stated?.isJob && plan.volumes.length > 0 && plan.replicas === 1 && autoscaleOf(workload) === undefined
}

/** Claims of a StatefulSet: `data`, with a number from the second on. */
export function toClaims(workload: Workload): { name: string; target: string }[] {
  if (!isStateful(workload)) return []
  return workload.plan.volumes.map((target, index) => ({ name: index === 0 ? 'data' : `data-${index + 1}`, target }))
}

/** The volume in which a place of its container lies: what the image has there is hidden. */
export function hidingVolume({ plan, stated }: Workload, target: string): string | undefined {
  const said = (stated?.mounts ?? []).flatMap((mount) => (mount.from === 'data' || mount.from === 'scratch' ? [mount.target] : []))
  const volumes = [...plan.volumes, ...said, ...(hardeningOf(plan)?.writes ?? [])]
  return volumes.find((volume) => target === volume || target.startsWith(`${volume}/`))
}

/** Claims that several pods mount: of one component with several replicas, or of several components. */
export function toSharedClaims(workload: Workload): { name: string; claim: string; target: string; readOnly: boolean }[] {
  const { plan, stated, name } = workload
  const shared = (stated?.mounts ?? []).flatMap((mount) =>
    mount.from === 'data' && mount.isShared ? [{ claim: toPlainName(mount.volume), target: mount.target, readOnly: mount.readOnly }] : [],
  )
  const own = isStateful(workload)
    ? []
    : plan.volumes.map((target) => {
        const mount = stated?.mounts.find((one) => one.target === target && one.from === 'data')
        return {
          claim: `${name}-${mount?.from === 'data' ? toPlainName(mount.volume) : 'data'}`.slice(0, 63).replace(/-+$/, ''),
          target,
          readOnly: false,
        }
      })
  return [...shared, ...own].map((each, index) => ({ name: `shared-${index + 1}`, ...each }))
}

/** The claims themselves, each once. */
export function toClaimObjects({ workloads }: Pick<Cluster, 'workloads'>): Manifest[] {
  const seen = new Set<string>()
  return workloads.flatMap((workload) =>
    toSharedClaims(workload).flatMap(({ claim }) => {
      if (seen.has(claim)) return []
      seen.add(claim)
      return [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: claim, labels: labelsOf(workload) },
          spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: claimSize } } },
        },
      ]
    }),
  )
}
