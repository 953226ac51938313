import type { Autoscale } from '../../catalogue/component.ts'

/** What a look at a component's replicas has shown. */
export interface Look {
  /** Replicas that are wanted, and those of them that serve. */
  wanted: number
  ready: number
  /**
   * The metric over the replicas that serve, added up: busy shares, waiting requests or requests per second. Of a backlog, all
   * messages that wait or are being handled.
   */
  total: number
}

/** A ratio so near to 1 changes nothing (--horizontal-pod-autoscaler-tolerance); a hair more, for rounding. */
const tolerance = 0.1 + 1e-9

/**
 * How many replicas the Horizontal Pod Autoscaler of Kubernetes asks for, before bounds and behaviour: ceil(replicas x metric /
 * target), unless the ratio is near 1. Of replicas that do not serve, because they start or were stopped, the metric is not known:
 * where replicas would be added they count as idle, where some would be taken away as just at the target (kubernetes.io,
 * "Horizontal Pod Autoscaling", Algorithm details). A backlog is a metric of no replica, so none of them is left out.
 */
export function desiredReplicas({ metric, target }: Pick<Autoscale, 'metric' | 'target'>, { wanted, ready, total }: Look): number {
  if (metric === 'backlog') return wanted > 0 && isNear(total / wanted / target) ? wanted : roundedUp(total / target)
  if (ready === 0) return wanted
  const ratio = total / ready / target
  if (isNear(ratio)) return wanted
  const cautious = (ratio > 1 ? total : total + (wanted - ready) * target) / wanted / target
  if (isNear(cautious) || cautious > 1 !== ratio > 1) return wanted
  return roundedUp(cautious * wanted)
}

/** Rounding in the ninth digit adds no replica. */
export function roundedUp(replicas: number): number {
  return Math.max(0, Math.ceil(replicas - 1e-9))
}

function isNear(ratio: number): boolean {
  return Math.abs(ratio - 1) <= tolerance
}
