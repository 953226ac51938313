import type { Autoscale } from '../../catalogue/component.ts'
import { type Look, roundedUp } from './desired-replicas.ts'
import { addedLately, type Decision, noteChange, type ScalingMemory, sinceRemovalMs } from './memory.ts'
import { scheduledReplicas } from './schedule.ts'

/**
 * Data points above the target that raise the alarm which adds tasks, and data points below it that raise the other, as in the
 * alarms that the service makes for itself; how it works them out is not published.
 */
const pointsAbove = 3
const pointsBelow = 15
/** Where that other alarm stands, as a share of the target. */
const lowMark = 0.9

/**
 * One look of target tracking in Application Auto Scaling, as ECS uses it: two alarms of CloudWatch, the one that adds tasks quick,
 * the one that takes them away slow; each direction pauses for its own cool-down. In that of adding, the tasks that were added count
 * towards what is asked for next, so that only a larger number adds any. A scheduled action raises the least number at once.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function decideAsEcs(rule: Autoscale, before: ScalingMemory, { wanted, ready, total }: Look, nowMs: number): Decision {
  const least = Math.max(rule.min, scheduledReplicas(rule.schedule, nowMs))
  const within = (replicas: number) => Math.min(rule.max, Math.max(least, replicas))
  // While no task runs there are no data points, and an alarm that lacks them stays as it is.
  const level = ready > 0 ? total / ready / rule.target : 1
  const memory = {
    ...before,
    above: ready === 0 ? before.above : level > 1 + 1e-9 ? before.above + 1 : 0,
    below: ready === 0 ? before.below : level < lowMark ? before.below + 1 : 0,
  }
  return {
    replicas: toReplicas(),
    memory: noteChange(memory, toReplicas() - wanted, Math.max(rule.cooldownMs, rule.downCooldownMs), nowMs),
  }

  function toReplicas(): number {
    const asked = roundedUp(level * ready)
    if (memory.above >= pointsAbove) return within(Math.max(wanted, asked - addedLately(memory, rule.cooldownMs, nowMs)))
    const mayShrink = rule.down.select !== 'disabled' && sinceRemovalMs(memory, nowMs) >= rule.downCooldownMs
    return within(memory.below >= pointsBelow && mayShrink ? Math.min(wanted, asked) : wanted)
  }
}
