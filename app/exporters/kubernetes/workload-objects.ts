import { kindOf } from '../../catalogue/catalogue.ts'
import { autoscaleOf, toAutoscaler } from './autoscaler.ts'
import type { Cluster, Workload } from './cluster.ts'
import { annotationsOf, labelsOf, selectorOf } from './labels.ts'
import type { Manifest } from './manifest.ts'
import { toPolicy } from './network-policies.ts'
import { type RuntimeSource, toPodTemplate } from './pod.ts'
import { type Port, toPorts } from './ports.ts'
import { claimSize, isStateful, toClaims, toSharedClaims } from './storage.ts'

/** Everything of one component, in the order in which it is best read. */
export function toObjects(workload: Workload, cluster: Cluster): Manifest[] {
  const ports = toPorts(workload, cluster)
  if (workload.stated?.isJob) return [toJob(workload, cluster), toPolicy(workload, cluster)]
  const stateful = isStateful(workload)
  return [
    stateful ? toStatefulSet(workload, cluster) : toDeployment(workload, cluster),
    ...toServices(workload, cluster),
    ...(stateful ? [toGoverningService(workload, ports)] : []),
    ...toAutoscaler(workload, cluster),
    ...toDisruptionBudget(workload),
    toPolicy(workload, cluster),
  ]
}

/** What stands in for somebody else's service on the person's own machine. */
export function toStandIn(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Manifest[] {
  return [toDeployment(workload, cluster, runtime), ...toServices(workload, cluster), toPolicy(workload, cluster)]
}

function toDeployment(workload: Workload, cluster: Cluster, runtime?: RuntimeSource): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name, labels: labelsOf(workload), ...annotationsOf(workload) },
    spec: {
      // With an autoscaler the number is its own.
      ...(autoscaleOf(workload) ? {} : { replicas: workload.plan.replicas }),
      selector: { matchLabels: selectorOf(workload) },
      strategy: isAlone(workload) ? { type: 'Recreate' } : { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: toPodTemplate(workload, cluster, runtime),
    },
  }
}

/** Whether it is there to keep what it is told, on a disk or in memory. */
export function isStore({ component }: Workload): boolean {
  return families.includes(kindOf(component.kind)?.family ?? '')
}

const families = ['database', 'cache', 'queue', 'stream', 'search', 'object store', 'discovery', 'observability']

/** Two of it at once would each hold a part of what is one, or write into the same files. */
export function isAlone(workload: Workload): boolean {
  const { plan } = workload
  return isStore(workload) || (plan.replicas === 1 && toSharedClaims(workload).some(({ readOnly }) => !readOnly))
}

function toStatefulSet(workload: Workload, cluster: Cluster): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: workload.name, labels: labelsOf(workload), ...annotationsOf(workload) },
    spec: {
      serviceName: governingName(workload),
      replicas: workload.plan.replicas,
      selector: { matchLabels: selectorOf(workload) },
      template: toPodTemplate(workload, cluster),
      volumeClaimTemplates: toClaims(workload).map(({ name }) => ({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: claimSize } } },
      })),
    },
  }
}

/** How often a Job is tried again: for ten minutes where it needs others, which may come up after it. */
export function retriesOf({ stated }: Workload): number {
  return stated?.after.length ? 6 : 3
}

/** A day after it ended it is gone, so that the next release can run it again. */
function toJob(workload: Workload, cluster: Cluster): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: workload.name, labels: labelsOf(workload), ...annotationsOf(workload) },
    spec: { backoffLimit: retriesOf(workload), ttlSecondsAfterFinished: 86_400, template: toPodTemplate(workload, cluster) },
  }
}

/** The names under which others find it. */
function toServices(workload: Workload, cluster: Cluster): Manifest[] {
  const ports = toPorts(workload, cluster)
  if (ports.length === 0) return []
  return [workload.name, ...(cluster.hosts.aliases.get(workload.id) ?? [])].map((name) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: labelsOf(workload) },
    spec: { selector: selectorOf(workload), ports: ports.map((port) => toServicePort(port)) },
  }))
}

function toServicePort({ name, number, protocol }: Port): object {
  return {
    name,
    port: number,
    targetPort: name,
    ...(protocol === 'UDP' ? { protocol } : {}),
    ...(name === 'http' ? { appProtocol: 'http' } : {}),
  }
}

/** Gives each pod of a StatefulSet a name of its own, ready or not, as members of a cluster need to find each other. */
function toGoverningService(workload: Workload, ports: Port[]): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: governingName(workload), labels: labelsOf(workload) },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorOf(workload),
      ...(ports.length > 0
        ? {
            ports: ports.map(({ name, number, protocol }) => ({
              name,
              port: number,
              targetPort: name,
              ...(protocol === 'UDP' ? { protocol } : {}),
            })),
          }
        : {}),
    },
  }
}

function governingName({ name }: Workload): string {
  return `${name}-nodes`
}

/** A node may be drained as long as all but one of several replicas are left. */
function toDisruptionBudget(workload: Workload): Manifest[] {
  if ((autoscaleOf(workload)?.min ?? workload.plan.replicas) < 2) return []
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: workload.name, labels: labelsOf(workload) },
      spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(workload) }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  ]
}
