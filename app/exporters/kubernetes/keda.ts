import { kindOf } from '../../catalogue/catalogue.ts'
import type { Autoscale } from '../../catalogue/component.ts'
import type { Cluster, Workload } from './cluster.ts'
import { labelsOf } from './labels.ts'
import type { Manifest } from './manifest.ts'
import { toBehavior } from './scaling-behavior.ts'

/** What KEDA reads a backlog from, for each broker that a component consumes from. */
export function triggersOf(
  workload: Workload,
  { target }: Autoscale,
  { links, workloads, foreign }: Cluster,
): { broker: string; trigger?: object }[] {
  return links
    .filter(({ dialler, connection }) => dialler === workload.id && connection.to === workload.id)
    .flatMap(({ dialled, port }) => {
      const broker = [...workloads, ...foreign].find(({ id }) => id === dialled)
      if (!broker) return []
      const toTrigger = kindOf(broker.component.kind)?.backlogTrigger
      const names = { broker: broker.id, consumer: workload.id, host: broker.name, port: port ?? 443, messages: String(target) }
      return [{ broker: broker.id, ...(toTrigger ? { trigger: toTrigger(names) } : {}) }]
    })
}

/**
 * Scaling on a backlog is what KEDA does: its ScaledObject makes the autoscaler of Kubernetes for one replica and more, and goes
 * from one to none and back by itself (https://keda.sh/docs/latest/reference/scaledobject-spec/). Nothing where no broker of the
 * component is one that KEDA reads.
 */
export function toScaledObject(workload: Workload, autoscale: Autoscale, cluster: Cluster): Manifest[] {
  const triggers = triggersOf(workload, autoscale, cluster).flatMap(({ trigger }) => trigger ?? [])
  if (triggers.length === 0) return []
  const { min, max, intervalMs, idleMs } = autoscale
  return [
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: workload.name, labels: labelsOf(workload) },
      spec: {
        scaleTargetRef: { name: workload.name },
        minReplicaCount: min,
        maxReplicaCount: max,
        pollingInterval: Math.max(1, Math.round(intervalMs / 1000)),
        ...(min === 0 ? { cooldownPeriod: Math.round(idleMs / 1000) } : {}),
        advanced: { horizontalPodAutoscalerConfig: { behavior: toBehavior(autoscale) } },
        triggers,
      },
    },
  ]
}
