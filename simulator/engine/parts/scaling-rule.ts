import type { Autoscale } from '../../../app/catalogue/component.ts'

/** What a look at a component's replicas has shown. */
export interface Look {
  /** Replicas that are wanted, and those of them that serve. */
  wanted: number
  ready: number
  /** The metric over the replicas that serve, added up: busy shares, waiting requests or requests per second. */
  total: number
}

/** A ratio so near to 1 changes nothing (--horizontal-pod-autoscaler-tolerance); a hair more, for rounding. */
const tolerance = 0.1 + 1e-9

/**
 * How many replicas the Horizontal Pod Autoscaler of Kubernetes asks for: ceil(replicas x metric / target), unless the ratio is
 * near 1. Replicas that do not serve yet count as idle where that means fewer are added (kubernetes.io, "Horizontal Pod
 * Autoscaling", Algorithm details).
 */
export function desiredReplicas({ min, max, target }: Autoscale, { wanted, ready, total }: Look): number {
  const within = (replicas: number) => Math.min(max, Math.max(min, replicas))
  if (ready === 0) return within(wanted)
  const ratio = total / ready / target
  if (Math.abs(ratio - 1) <= tolerance) return within(wanted)
  if (ratio < 1 || ready >= wanted) return within(ceil(ratio * ready))
  const cautious = total / wanted / target
  if (cautious <= 1 + tolerance) return within(wanted)
  return within(ceil(cautious * wanted))
}

/** Rounding in the ninth digit adds no replica. */
function ceil(replicas: number): number {
  return Math.ceil(replicas - 1e-9)
}
