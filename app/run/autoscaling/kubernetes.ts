import type { Autoscale, ScalingBounds } from '../../catalogue/component.ts'
import { desiredReplicas, type Look } from './desired-replicas.ts'
import { type Decision, noteChange, type ScalingMemory, sinceChangeMs } from './memory.ts'
import { scheduledReplicas } from './schedule.ts'

/**
 * One look of the Horizontal Pod Autoscaler of Kubernetes with its `behavior` (autoscaling/v2, stabilizeRecommendationWithBehaviors
 * and convertDesiredReplicasWithBehaviorRate in pkg/controller/podautoscaler/horizontal.go). A schedule is another metric, of which
 * the highest counts, as KEDA's cron trigger is; so is the number of replicas that may be none, which KEDA turns on and off.
 */
export function decideAsKubernetes(rule: Autoscale, before: ScalingMemory, look: Look, nowMs: number): Decision {
  const scheduled = scheduledReplicas(rule.schedule, nowMs)
  const memory = look.total > 0 || scheduled > 0 ? { ...before, activeAtMs: nowMs } : before
  if (rule.min === 0) {
    // These steps are KEDA's, so they are no changes to the autoscaler and its policies.
    if (look.wanted === 0) return { replicas: memory.activeAtMs < nowMs ? 0 : 1, memory }
    if (nowMs - memory.activeAtMs >= rule.idleMs) return { replicas: 0, memory }
  }
  const recommended = Math.max(desiredReplicas(rule, look), scheduled)
  const stabilised = stabilise(rule, memory, recommended, look.wanted, nowMs)
  const kept = memory.recommendations.filter(({ atMs }) => nowMs - atMs < Math.max(rule.up.windowMs, rule.down.windowMs))
  const remembers = { ...memory, recommendations: [...kept, { atMs: nowMs, replicas: recommended }] }
  return changed(rule, remembers, look, limit(rule, memory, stabilised, look.wanted, nowMs), nowMs)
}

/** Up goes only as far as the lowest recommendation of the one window, down only as far as the highest of the other. */
function stabilise(rule: Autoscale, { recommendations }: ScalingMemory, recommended: number, wanted: number, nowMs: number): number {
  const within = (windowMs: number) => recommendations.filter(({ atMs }) => nowMs - atMs < windowMs).map(({ replicas }) => replicas)
  const upTo = Math.min(recommended, ...within(rule.up.windowMs))
  const downTo = Math.max(recommended, ...within(rule.down.windowMs))
  return Math.min(Math.max(wanted, upTo), downTo)
}

/** As many more or fewer as the policies of the direction let change in their periods, between `min` and `max`. */
function limit(rule: Autoscale, memory: ScalingMemory, stabilised: number, wanted: number, nowMs: number): number {
  const bounded = Math.min(rule.max, Math.max(1, rule.min, stabilised))
  if (bounded === wanted) return wanted
  const up = bounded > wanted
  // Whoever stands outside of the bounds is brought within them at once.
  if (wanted > rule.max || wanted < rule.min) return bounded
  if (up && sinceChangeMs(memory, nowMs) < rule.cooldownMs) return wanted
  const furthest = furthestReplicas(up ? rule.up : rule.down, memory, wanted, up ? 1 : -1, nowMs)
  return up ? Math.max(wanted, Math.min(bounded, furthest)) : Math.min(wanted, Math.max(bounded, furthest))
}

/** How far the policies let go: the one that allows the most, or the least, from where the replicas were when its period began. */
function furthestReplicas({ policies, select }: ScalingBounds, memory: ScalingMemory, wanted: number, sign: number, nowMs: number): number {
  if (select === 'disabled') return wanted
  const furthest = policies.map(({ unit, most, everyMs }) => {
    const lately = memory.changes.filter(({ atMs }) => nowMs - atMs < everyMs).reduce((sum, { by }) => sum + by, 0)
    const began = wanted - lately
    if (unit === 'replicas') return began + sign * most
    return sign > 0 ? Math.ceil(began * (1 + most / 100) - 1e-9) : Math.trunc(began * (1 - most / 100) + 1e-9)
  })
  const furthestUp = (select === 'max') === sign > 0
  return furthestUp ? Math.max(...furthest) : Math.min(...furthest)
}

function changed(rule: Autoscale, memory: ScalingMemory, { wanted }: Look, replicas: number, nowMs: number): Decision {
  const periods = [...rule.up.policies, ...rule.down.policies].map(({ everyMs }) => everyMs)
  return { replicas, memory: noteChange(memory, replicas - wanted, Math.max(rule.cooldownMs, ...periods), nowMs) }
}
