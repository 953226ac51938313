import { autoscaleOf } from './autoscaler.ts'
import { type Cluster, isUnbuilt, type Workload } from './cluster.ts'
import { hardeningOf } from './hardening.ts'
import { callsOutside, portsOfManaged } from './links-between.ts'
import { isProbed } from './pod.ts'
import { standInCpu } from './resources.ts'
import { claimSize, hidingVolume, isStateful } from './storage.ts'

/** What whoever owns the objects has to know of them, as a section of the README of either form. */
export function toWhatToKnow(cluster: Cluster, more: readonly string[] = []): string {
  const { workloads } = cluster
  const stores = workloads.filter(isStateful)
  const unknown = workloads.filter(({ plan }) => {
    const known = hardeningOf(plan)
    return known && known.user === undefined
  })
  const unasked = workloads.filter((workload) => !workload.stated?.isJob && !isProbed(workload, cluster))
  const scaled = workloads.some((workload) => autoscaleOf(workload) !== undefined)
  return [
    '## What to know',
    [
      ...more,
      '- Policies are enforced by the network plug-in: without one that knows NetworkPolicy, every pod may still talk to every other.',
      '- Names may be asked of the DNS in `kube-system` or `openshift-dns` and at the addresses in the policy `allow-dns`. Where a cache on each node answers at the address of the DNS service itself (NodeLocal DNSCache with iptables), add that address there.',
      '- What the design limits is reserved and limited; where it says nothing, 100m and 128Mi are reserved, or the memory that an engine needs to start. Replace them by what you measure.',
      ...toWaysOut(cluster),
      ...toMissing(cluster),
      ...(unknown.length > 0
        ? [
            `- The ${unknown.length > 1 ? 'images' : 'image'} of ${names(unknown)} must run as a user other than root, by number (\`USER 1000\` in the Dockerfile): another is refused with CreateContainerConfigError.`,
          ]
        : []),
      ...(unasked.length > 0
        ? [
            `- ${names(unasked)} ${unasked.length > 1 ? 'answer' : 'answers'} on no port, so no probe asks whether ${unasked.length > 1 ? 'they still work' : 'it still works'}: a liveness probe can look at a file that the program touches.`,
          ]
        : []),
      ...(stores.length > 0
        ? [
            `- Stores (${stores.map(({ name }) => name).join(', ')}) run as one replica on volumes of ${claimSize} without a backup. In production a managed service, or an operator of that store, does better.`,
          ]
        : []),
      '- Pods use the ServiceAccount `default` of their namespace and none of its rights: it is where the credentials of a private registry go (`imagePullSecrets`).',
      '- What a container writes outside of its volumes is gone when its pod ends.',
      ...(scaled ? ['- Autoscaling needs the metrics server, or for requests and queues an adapter for custom metrics.'] : []),
      '- Needs Kubernetes 1.30 or later.',
    ].join('\n'),
  ].join('\n\n')
}

/** What is only so where stand-ins play programs: their reservation is one for a person's own machine. */
export function ofStandIns({ workloads, foreign }: Cluster): string[] {
  return [...workloads, ...foreign].some(isUnbuilt)
    ? [`A stand-in reserves ${standInCpu} whatever the design says of its program, so that all find room on one machine.`]
    : []
}

/** What the policies let out of the cluster. */
function toWaysOut(cluster: Cluster): string[] {
  const callers = cluster.workloads.filter(({ id }) => callsOutside(cluster, id))
  const some = `Only ${names(callers)} may call out of the cluster, over HTTPS (port 443) and to public addresses`
  const who = callers.length > 0 ? some : 'No pod may call out of the cluster'
  const stores = cluster.workloads.flatMap(({ id, name }) => portsOfManaged(cluster, id).map((port) => `\`${name}\` at ${port}`))
  const managed =
    stores.length > 0 ? ` Managed stores are called by ${stores.join(', ')}, at any address: write their subnets into these policies.` : ''
  return [
    `- ${who}: draw what your programs call there, or add a policy of your own.${managed}`,
    ...(callers.length > 0
      ? [
          '- Where pods and nodes have public IPv6 addresses, those count as public: add their prefix to the exceptions (`except`) of `::/0`.',
        ]
      : []),
  ]
}

/** Whose pods may not come up, so that `wait` ends in an error. */
function toMissing({ workloads }: Cluster): string[] {
  const toList = (isMeant: (workload: Workload, target: string) => boolean) =>
    workloads
      .flatMap((workload) => {
        const missing = (workload.stated?.mounts ?? []).filter((mount) => mount.from === 'nowhere' && mount.isMissing)
        const targets = missing.flatMap(({ target }) => (isMeant(workload, target) ? [`\`${target}\``] : []))
        return targets.length > 0 ? [`\`${workload.name}\` (${targets.join(', ')})`] : []
      })
      .join(', ')
  const [all, hidden] = [toList(() => true), toList((workload, target) => hidingVolume(workload, target) !== undefined)]
  if (all === '') return []
  const instead = hidden === '' ? '' : `, or mount it as a volume of its own where another volume hides what the image has: ${hidden}`
  return [
    `- What these mount was not there when the design was imported: ${all}. Put it into their images before the first deployment${instead}; what does not start without it is never ready, and \`wait\` ends with an error.`,
  ]
}

const names = (workloads: readonly { name: string }[]) => workloads.map(({ name }) => `\`${name}\``).join(', ')
