import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { AdaptiveConcurrency, Serving } from './component.ts'

/** How a component sheds what it cannot serve in time: parameters of every component whose workers serve requests. */

const controlledDelay = z.strictObject({
  target: span().meta({
    title: 'Target',
    examples: ['5ms'],
    description: 'Longest wait while the queue has not been empty for the interval.',
  }),
  interval: span().meta({ title: 'Interval', examples: ['100ms'], description: 'Longest wait otherwise.' }),
})

const adaptiveConcurrency = z.strictObject({
  algorithm: z.enum(['gradient', 'aimd']).meta({
    title: 'Algorithm',
    examples: ['gradient'],
    description:
      'gradient: by how latency compares to that of few requests. aimd: one more at a time, a tenth less where latency exceeds the target.',
  }),
  target: span().optional().meta({ title: 'Target latency', description: 'Of aimd.' }),
  min: count(1, 100_000).optional().meta({ title: 'At least', absent: 3, unit: 'requests' }),
  max: count(1, 100_000).optional().meta({ title: 'At most', absent: 1000, unit: 'requests' }),
  window: span().optional().meta({ title: 'Window', absent: '100ms', description: 'Latencies of so long decide the next limit.' }),
  buffer: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta({ title: 'Buffer', absent: 0.25, description: 'Of gradient: so much more than the latency of few requests is normal.' }),
  recalculate: span()
    .optional()
    .meta({ title: 'Measures again', absent: '60s', description: 'Of gradient: the latency of few requests, of 50 of them.' }),
})

export const sheddingFields = () => ({
  controlledDelay: controlledDelay.optional().meta({
    title: 'Controlled delay',
    section: 'Queueing',
    description: 'Requests wait less while a queue does not empty (CoDel): after that they fail.',
  }),
  adaptiveConcurrency: adaptiveConcurrency.optional().meta({
    title: 'Adaptive concurrency',
    section: 'Limits',
    description: 'Each replica finds out by its latency how many requests it takes at once, waiting ones included; others are rejected.',
  }),
})

export function sheddingOf(component: Component): Pick<Serving, 'controlledDelay' | 'adaptive'> {
  const delay = component.controlledDelay as z.infer<typeof controlledDelay> | undefined
  const limit = component.adaptiveConcurrency as z.infer<typeof adaptiveConcurrency> | undefined
  return {
    ...(delay ? { controlledDelay: { targetMs: toMilliseconds(delay.target), intervalMs: toMilliseconds(delay.interval) } } : {}),
    ...(limit ? { adaptive: toAdaptive(limit) } : {}),
  }
}

function toAdaptive(written: z.infer<typeof adaptiveConcurrency>): AdaptiveConcurrency {
  const { algorithm, target, min, max, window, buffer, recalculate } = written
  return {
    algorithm,
    targetMs: target === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(target),
    min: min ?? 3,
    max: max ?? 1000,
    windowMs: toMilliseconds(window ?? '100ms'),
    buffer: buffer ?? 0.25,
    recalculateMs: toMilliseconds(recalculate ?? '60s'),
  }
}
