import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, duration, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { Autoscale } from './component.ts'
import { scalingBounds, scalingSchedule, toScalingBounds, toSchedule } from './scaling-bounds-fields.ts'

// How often Kubernetes looks (--horizontal-pod-autoscaler-sync-period), and the period of CloudWatch's metrics of ECS.
const intervals = { kubernetes: '15s', ecs: '1m' } as const
// An image that is there already and a program of a small service; one that has to be pulled takes far longer.
const defaultStartup = '5s'
// Kubernetes has none; of ECS: https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
const cooldowns = { kubernetes: '0s', ecs: '5m' } as const
// KEDA's cooldownPeriod: https://keda.sh/docs/latest/reference/scaledobject-spec/
const defaultIdle = '5m'

/** What a kind has where its autoscaling does not say so itself. */
export interface ScalingDefaults {
  controller: Autoscale['controller']
  startup: string
}
const usual: ScalingDefaults = { controller: 'kubernetes', startup: defaultStartup }

const autoscale = (defaults: ScalingDefaults) =>
  z
    .strictObject({
      controller: z.enum(['kubernetes', 'ecs']).optional().meta({
        title: 'Controller',
        absent: defaults.controller,
        description: 'Whose rules it follows: the Horizontal Pod Autoscaler (with KEDA), or target tracking of ECS.',
      }),
      min: count(0, 100).meta({
        title: 'At least',
        unit: 'replicas',
        examples: [1],
        description: '0 is for consumers that scale on their backlog: none runs while nothing waits.',
      }),
      max: count(1, 100).meta({ title: 'At most', unit: 'replicas' }),
      metric: z.enum(['utilisation', 'queue', 'rate', 'backlog']).optional().meta({
        title: 'Metric',
        absent: 'utilisation',
        description:
          'Of one replica: share of busy workers, waiting requests, requests per second, or messages that its brokers keep for it.',
      }),
      target: z
        .number()
        .positive()
        .max(1_000_000)
        .meta({
          title: 'Target',
          examples: [0.7],
          description:
            'What the metric should be: a share for utilisation, requests for queue, requests per second for rate, messages for backlog.',
        }),
      reserved: z.number().positive().max(100_000).optional().meta({
        title: 'Reserved',
        description:
          'What counts as 100 % of a replica, in workers, or in cores where requests share them, as resource requests do; utilisation can then exceed 1. Absent: all it has.',
      }),
      interval: span().optional().meta({
        title: 'Interval',
        description: 'Between two looks; the metric is its mean over this time. Absent: 15s for kubernetes, 1m for ecs.',
      }),
      startup: duration().optional().meta({ title: 'Start-up', absent: defaults.startup, description: 'Until a new replica serves.' }),
      scaleUp: scalingBounds().optional().meta({
        title: 'Scale up',
        description: 'How fast Kubernetes adds replicas. Absent: by 4 or by 100 % within 15s, whichever is more.',
      }),
      scaleDown: scalingBounds().optional().meta({
        title: 'Scale down',
        description: 'How fast Kubernetes takes replicas away. Absent: as far as it likes, but no further than was asked for in 5 minutes.',
      }),
      cooldown: duration().optional().meta({
        title: 'Cool-down',
        description: 'After a change, until replicas are added again. Absent: none for kubernetes, 5m for ecs.',
      }),
      downCooldown: duration().optional().meta({
        title: 'Cool-down (down)',
        description:
          'For ecs: after some were taken away, until more are. For kubernetes the stabilisation of scaling down. Absent: as the cool-down, or 5m.',
      }),
      idle: duration().optional().meta({
        title: 'To none after',
        absent: defaultIdle,
        description: 'With at least 0: nothing waited for so long until none runs.',
      }),
      schedule: scalingSchedule().optional().meta({ title: 'Schedule', description: 'At least so many replicas at certain times.' }),
    })
    .superRefine((written, context) => {
      const { min, max, metric = 'utilisation', target, reserved, schedule, controller = defaults.controller } = written
      const refuse = (path: string | string[], message: string) =>
        context.addIssue({ code: 'custom', path: typeof path === 'string' ? [path] : path, message })
      if (max < min) refuse('max', `must be at least min, which is ${min}, not ${max}`)
      if (metric === 'utilisation' && target > 1 && reserved === undefined)
        refuse('target', `must be at most 1 for utilisation where nothing is reserved, not ${target}`)
      if (reserved !== undefined && metric !== 'utilisation') refuse('reserved', 'goes with utilisation: it says what is used of it')
      if (min === 0 && metric !== 'backlog')
        refuse('min', 'can be 0 only where the metric is backlog: without a replica nothing else is measured')
      if (min === 0 && controller === 'ecs') refuse('min', 'can be 0 only for kubernetes: without a task ECS has no data to scale on')
      if (written.idle !== undefined && min > 0) refuse('idle', 'goes with min: 0, since at least so many run otherwise')
      if (schedule && schedule.replicas > max)
        refuse(['schedule', 'replicas'], `must be at most max, which is ${max}, not ${schedule.replicas}`)
      if (written.downCooldown !== undefined && written.scaleDown?.stabilisation !== undefined)
        refuse('downCooldown', 'is the stabilisation of scaleDown: write one of the two')
      if (controller === 'ecs') {
        for (const key of ['scaleUp', 'scaleDown'] as const)
          for (const field of ['stabilisation', 'replicas', 'percent'] as const)
            if (written[key]?.[field] !== undefined) refuse([key, field], 'is of kubernetes only: ECS has cooldown and downCooldown')
      }
    })

export const autoscaleField = (defaults = usual) =>
  autoscale(defaults).optional().meta({
    title: 'Autoscaling',
    section: 'Scaling',
    description: 'Replicas follow the load, as Kubernetes, KEDA or ECS let them.',
  })

/** What a component's `autoscale` says, in numbers; undefined where it says nothing. */
export function autoscaleOf(component: Component, defaults = usual): Autoscale | undefined {
  const written = component.autoscale as z.infer<ReturnType<typeof autoscale>> | undefined
  if (written === undefined) return undefined
  const { min, max, target, controller = defaults.controller } = written
  const down = toScalingBounds('down', written.scaleDown, written.downCooldown ?? written.cooldown)
  const downCooldownMs =
    controller === 'kubernetes' ? down.windowMs : toMilliseconds(written.downCooldown ?? written.cooldown ?? cooldowns.ecs)
  return {
    controller,
    min,
    max,
    metric: written.metric ?? 'utilisation',
    target,
    reserved: written.reserved ?? null,
    intervalMs: toMilliseconds(written.interval ?? intervals[controller]),
    startupMs: toMilliseconds(written.startup ?? defaults.startup),
    cooldownMs: toMilliseconds(written.cooldown ?? cooldowns[controller]),
    downCooldownMs,
    up: toScalingBounds('up', written.scaleUp, undefined),
    down,
    idleMs: toMilliseconds(written.idle ?? defaultIdle),
    schedule: toSchedule(written.schedule),
  }
}
