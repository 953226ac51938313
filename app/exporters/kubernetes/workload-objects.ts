import { autoscaleOf, toAutoscaler } from './autoscaler.ts'
import type { Cluster, Workload } from './cluster.ts'
import { annotationsOf, labelsOf, selectorOf } from './labels.ts'
import type { Manifest } from './manifest.ts'
import { toPolicy } from './network-policies.ts'
import { type RuntimeSource, toClaims, toPodTemplate, toPorts } from './pod.ts'

/** Nothing in a design says how much a store holds. */
export const claimSize = '10Gi'

/** Everything of one component, in the order in which it is best read. */
export function toObjects(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Manifest[] {
  const stateful = workload.plan.volumes.length > 0
  return [
    stateful ? toStatefulSet(workload, cluster, runtime) : toDeployment(workload, cluster, runtime),
    ...(toPorts(workload).length > 0 ? [toService(workload)] : []),
    ...(stateful ? [toGoverningService(workload)] : []),
    ...toAutoscaler(workload, cluster),
    ...toDisruptionBudget(workload),
    toPolicy(workload, cluster),
  ]
}

function toDeployment(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name, labels: labelsOf(workload), ...annotationsOf(workload) },
    spec: {
      // With an autoscaler the number is its own.
      ...(autoscaleOf(workload) ? {} : { replicas: workload.plan.replicas }),
      selector: { matchLabels: selectorOf(workload) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: toPodTemplate(workload, cluster, runtime),
    },
  }
}

function toStatefulSet(workload: Workload, cluster: Cluster, runtime: RuntimeSource): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: workload.name, labels: labelsOf(workload), ...annotationsOf(workload) },
    spec: {
      serviceName: governingName(workload),
      replicas: workload.plan.replicas,
      selector: { matchLabels: selectorOf(workload) },
      template: toPodTemplate(workload, cluster, runtime),
      volumeClaimTemplates: toClaims(workload).map(({ name }) => ({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: claimSize } } },
      })),
    },
  }
}

/** The name under which others find it. */
function toService(workload: Workload): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: workload.name, labels: labelsOf(workload) },
    spec: {
      selector: selectorOf(workload),
      ports: toPorts(workload).map(({ name, number }) => ({
        name,
        port: number,
        targetPort: name,
        ...(name === 'http' ? { appProtocol: 'http' } : {}),
      })),
    },
  }
}

/** Gives each pod of a StatefulSet a name of its own, ready or not, as members of a cluster need to find each other. */
function toGoverningService(workload: Workload): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: governingName(workload), labels: labelsOf(workload) },
    spec: {
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: selectorOf(workload),
      ports: toPorts(workload).map(({ name, number }) => ({ name, port: number, targetPort: name })),
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
