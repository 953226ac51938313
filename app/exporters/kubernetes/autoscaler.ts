import type { Autoscale } from '../../catalogue/component.ts'
import type { Cluster, Workload } from './cluster.ts'
import { toScaledObject } from './keda.ts'
import { labelsOf } from './labels.ts'
import type { Manifest } from './manifest.ts'
import { toBehavior } from './scaling-behavior.ts'

/** What the design says of scaling this component by itself; undefined: nothing, or its data keeps it where it is. */
export function autoscaleOf({ behaviour, plan }: Workload): Autoscale | undefined {
  return behaviour.model === 'station' && plan.volumes.length === 0 ? behaviour.autoscale : undefined
}

/** Cores that each pod reserves so that the share it is scaled by is of them, where the design counts it in cores. */
export function reservedCores(workload: Workload): number | undefined {
  const { behaviour } = workload
  const reserved = autoscaleOf(workload)?.reserved ?? null
  return reserved !== null && behaviour.model === 'station' && behaviour.cores !== undefined ? reserved : undefined
}

/** The metric of each pod that an adapter has to provide, for what Kubernetes does not measure itself. */
export const podMetrics: Partial<Record<Autoscale['metric'], string>> = {
  queue: 'waiting_requests',
  rate: 'requests_per_second',
}

export function toAutoscaler(workload: Workload, cluster: Cluster): Manifest[] {
  const autoscale = autoscaleOf(workload)
  if (!autoscale) return []
  if (autoscale.metric === 'backlog') return toScaledObject(workload, autoscale, cluster)
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: workload.name, labels: labelsOf(workload) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name },
        minReplicas: autoscale.min,
        maxReplicas: autoscale.max,
        metrics: [toMetric(autoscale)],
        behavior: toBehavior(autoscale),
      },
    },
  ]
}

/** A share of the CPU that a pod reserves stands for the design's share of busy workers. */
function toMetric({ metric, target }: Autoscale): object {
  const name = podMetrics[metric]
  if (name === undefined) {
    return {
      type: 'Resource',
      resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: Math.max(1, Math.round(target * 100)) } },
    }
  }
  return {
    type: 'Pods',
    pods: { metric: { name }, target: { type: 'AverageValue', averageValue: toQuantity(target) } },
  }
}

// 12.5 -> 12500m
function toQuantity(value: number): string {
  return Number.isInteger(value) ? String(value) : `${Math.max(1, Math.round(value * 1000))}m`
}
