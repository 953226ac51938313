import type { Autoscale } from '../../catalogue/component.ts'
import type { Workload } from './cluster.ts'
import { labelsOf } from './labels.ts'
import type { Manifest } from './manifest.ts'

/** What the design says of scaling this component by itself; undefined: nothing, or its data keeps it where it is. */
export function autoscaleOf({ behaviour, plan }: Workload): Autoscale | undefined {
  return behaviour.model === 'station' && plan.volumes.length === 0 ? behaviour.autoscale : undefined
}

/** The metric of each pod that an adapter has to provide, for what Kubernetes does not measure itself. */
export const podMetrics: Record<Exclude<Autoscale['metric'], 'utilisation'>, string> = {
  queue: 'waiting_requests',
  rate: 'requests_per_second',
}

export function toAutoscaler(workload: Workload): Manifest[] {
  const autoscale = autoscaleOf(workload)
  if (!autoscale) return []
  const { min, max, cooldownMs, downCooldownMs } = autoscale
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: workload.name, labels: labelsOf(workload) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name },
        minReplicas: min,
        maxReplicas: max,
        metrics: [toMetric(autoscale)],
        behavior: {
          scaleUp: { stabilizationWindowSeconds: toWindow(cooldownMs) },
          scaleDown: { stabilizationWindowSeconds: toWindow(downCooldownMs) },
        },
      },
    },
  ]
}

/** A share of the CPU that a pod reserves stands for the design's share of busy workers. */
function toMetric({ metric, target }: Autoscale): object {
  if (metric === 'utilisation') {
    return {
      type: 'Resource',
      resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: Math.max(1, Math.round(target * 100)) } },
    }
  }
  return {
    type: 'Pods',
    pods: { metric: { name: podMetrics[metric] }, target: { type: 'AverageValue', averageValue: toQuantity(target) } },
  }
}

// 12.5 -> 12500m
function toQuantity(value: number): string {
  return Number.isInteger(value) ? String(value) : `${Math.max(1, Math.round(value * 1000))}m`
}

/** An hour is the longest that Kubernetes takes. */
function toWindow(ms: number): number {
  return Math.min(3600, Math.round(ms / 1000))
}
