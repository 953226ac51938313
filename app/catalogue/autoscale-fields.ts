import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, duration, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { Autoscale } from './component.ts'

// How often the controller of Kubernetes looks (--horizontal-pod-autoscaler-sync-period).
const defaultInterval = '15s'
// An image that is there already and a program of a small service; one that has to be pulled takes far longer.
const defaultStartup = '5s'
const defaultCooldown = '30s'

const autoscale = z
  .strictObject({
    min: count(1, 100).meta({ title: 'At least', unit: 'replicas' }),
    max: count(1, 100).meta({ title: 'At most', unit: 'replicas' }),
    metric: z.enum(['utilisation', 'queue', 'rate']).optional().meta({
      title: 'Metric',
      absent: 'utilisation',
      description: 'Of one replica: share of busy workers, waiting requests, or requests per second.',
    }),
    target: z
      .number()
      .positive()
      .max(1_000_000)
      .meta({
        title: 'Target',
        examples: [0.7],
        description: 'What the metric should be: a share up to 1 for utilisation, requests for queue, requests per second for rate.',
      }),
    interval: span().optional().meta({
      title: 'Interval',
      absent: defaultInterval,
      description: 'Between two looks; the metric is its mean over this time.',
    }),
    startup: duration().optional().meta({ title: 'Start-up', absent: defaultStartup, description: 'Until a new replica serves.' }),
    cooldown: duration().optional().meta({
      title: 'Cool-down',
      absent: defaultCooldown,
      description: 'After a change, until replicas are added again.',
    }),
    downCooldown: duration().optional().meta({
      title: 'Cool-down (down)',
      description: 'After a change, until replicas are taken away; absent: as the cool-down.',
    }),
  })
  .superRefine(({ min, max, metric, target }, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message })
    if (max < min) refuse('max', `must be at least min, which is ${min}, not ${max}`)
    if ((metric ?? 'utilisation') === 'utilisation' && target > 1) refuse('target', `must be at most 1 for utilisation, not ${target}`)
  })

export const autoscaleField = () =>
  autoscale.optional().meta({
    title: 'Autoscaling',
    section: 'Scaling',
    description: 'Replicas follow the load, by the rule of the Horizontal Pod Autoscaler of Kubernetes.',
  })

/** What a component's `autoscale` says, in numbers; undefined where it says nothing. */
export function autoscaleOf(component: Component): Autoscale | undefined {
  const written = component.autoscale as z.infer<typeof autoscale> | undefined
  if (written === undefined) return undefined
  const { min, max, target } = written
  const cooldown = written.cooldown ?? defaultCooldown
  return {
    min,
    max,
    metric: written.metric ?? 'utilisation',
    target,
    intervalMs: toMilliseconds(written.interval ?? defaultInterval),
    startupMs: toMilliseconds(written.startup ?? defaultStartup),
    cooldownMs: toMilliseconds(cooldown),
    downCooldownMs: toMilliseconds(written.downCooldown ?? cooldown),
  }
}
