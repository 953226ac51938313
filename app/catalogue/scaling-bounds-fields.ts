import * as z from 'zod'
import { count, duration, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { ScalingBounds, ScalingSchedule } from './component.ts'

// The period of both default policies of Kubernetes: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
const defaultPeriod = '15s'

const step = (unit: string, example: number) =>
  z.strictObject({
    most: count(1, 10_000).meta({ title: 'At most', unit, examples: [example] }),
    every: span().optional().meta({ title: 'Within', absent: defaultPeriod, description: 'The time in which no more may change.' }),
  })

/** How fast replicas are added or taken away: `behavior` of Kubernetes, one policy of each type. */
export const scalingBounds = () =>
  z.strictObject({
    stabilisation: duration().optional().meta({
      title: 'Stabilisation',
      description: 'The most cautious number asked for in this time counts: the lowest to add, the highest to take away.',
    }),
    replicas: step('replicas', 4).optional().meta({ title: 'Replicas', description: 'A policy: so many replicas in a period.' }),
    percent: step('%', 100).optional().meta({ title: 'Percent', description: 'A policy: so many percent of those there were.' }),
    select: z.enum(['max', 'min', 'disabled']).optional().meta({
      title: 'Counts',
      absent: 'max',
      description: 'Of two policies the one that lets the most change, or the least; disabled: nothing changes.',
    }),
  })
type Written = z.infer<ReturnType<typeof scalingBounds>>

export const scalingSchedule = () =>
  z
    .strictObject({
      replicas: count(1, 100).meta({ title: 'Replicas', unit: 'replicas', description: 'At least so many meanwhile.' }),
      at: duration().meta({ title: 'From', examples: ['60s'], description: 'Since the run began.' }),
      for: span().optional().meta({ title: 'For', description: 'Absent: until the end.' }),
      every: span().optional().meta({ title: 'Again every', description: 'Since it began; absent: once.' }),
    })
    .superRefine(({ for: lasts, every }, context) => {
      const tooLong = every !== undefined && (lasts === undefined || toMilliseconds(lasts) >= toMilliseconds(every))
      if (tooLong)
        context.addIssue({ code: 'custom', path: ['every'], message: 'must be longer than for: it begins again when it is over' })
    })

/** What Kubernetes does where nothing is written: up by 4 or by 100 %, whichever is more; down by all. */
const defaults = {
  up: { windowMs: 0, policies: [policy('replicas', 4), policy('percent', 100)] },
  down: { windowMs: 300_000, policies: [policy('percent', 100)] },
}

function policy(unit: 'replicas' | 'percent', most: number, every = defaultPeriod): ScalingBounds['policies'][number] {
  return { unit, most, everyMs: toMilliseconds(every) }
}

/** A direction in numbers; `window` is what stands for its stabilisation where it says none. */
export function toScalingBounds(direction: 'up' | 'down', written: Written | undefined, window: string | undefined): ScalingBounds {
  const stabilisation = written?.stabilisation ?? window
  const policies = (['replicas', 'percent'] as const).flatMap((unit) => {
    const said = written?.[unit]
    return said ? [policy(unit, said.most, said.every)] : []
  })
  return {
    windowMs: stabilisation === undefined ? defaults[direction].windowMs : toMilliseconds(stabilisation),
    policies: policies.length > 0 ? policies : defaults[direction].policies,
    select: written?.select ?? 'max',
  }
}

export function toSchedule(written: z.infer<ReturnType<typeof scalingSchedule>> | undefined): ScalingSchedule | null {
  if (!written) return null
  const ms = (text: string | undefined) => (text === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(text))
  return { atMs: toMilliseconds(written.at), forMs: ms(written.for), everyMs: ms(written.every), replicas: written.replicas }
}
