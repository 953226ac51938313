import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, type RateLimit, rateLimit, span, type Timing, timing } from '../design/fields.ts'
import { toBytes, toMilliseconds } from '../design/quantities.ts'
import type { Breakdowns, Serving } from './component.ts'
import { endpointFields, endpointsOf } from './endpoint-fields.ts'
import { sheddingFields, sheddingOf } from './shedding-fields.ts'
import { toWorkTime } from './work-time.ts'

/** How a component that has workers serves: who is next, who gives up, who is turned away, and how it breaks. Shared by many kinds. */

const disciplines = ['fifo', 'lifo', 'processor-sharing', 'priority'] as const
type Discipline = (typeof disciplines)[number]

const breakdowns = z.strictObject({
  every: span().meta({ title: 'Every', examples: ['1m'], description: 'Mean time a replica runs until it breaks down.' }),
  for: span().meta({ title: 'For', examples: ['5s'], description: 'Mean time until it serves again.' }),
  kind: z
    .enum(['kill', 'pause'])
    .optional()
    .meta({ title: 'Kind', absent: 'kill', description: 'kill: requests on it fail. pause: they wait and go on where they were.' }),
  distribution: z.enum(['exponential', 'constant']).optional().meta({ title: 'Distribution', absent: 'exponential' }),
})

/** Parameters of every component that turns requests away or breaks down, brokers included. */
export const limitFields = () => ({
  rateLimit: rateLimit().optional().meta({
    title: 'Rate limit',
    section: 'Limits',
    description: 'All replicas together take no more requests than this (a token bucket); others are refused.',
  }),
  breakdowns: breakdowns
    .optional()
    .meta({ title: 'Breakdowns', section: 'Resilience', description: 'Each replica breaks down and comes back at random, by itself.' }),
})

/** Parameters of every component whose workers serve requests. */
export const servingFields = () => ({
  ...endpointFields(),
  discipline: z.enum(disciplines).optional().meta({
    title: 'Discipline',
    absent: 'fifo',
    section: 'Queueing',
    description:
      'Who is served next: the first in line (fifo), the last who came (lifo), everybody at once with a share of the CPU, or journeys by priority.',
  }),
  priorities: z.record(z.string(), count(1, 100)).optional().meta({
    title: 'Priorities',
    control: 'map',
    section: 'Queueing',
    description: 'By journey, 1 is served first; a journey not named comes last.',
  }),
  queueTimeout: timing().optional().meta({
    title: 'Queue timeout',
    section: 'Queueing',
    description: 'A request that has waited so long leaves the queue and fails; absent: it waits for ever.',
  }),
  ...limitFields(),
  ...sheddingFields(),
})

export function limitsOfServing(component: Component): Pick<Serving, 'rateLimit' | 'breakdowns'> {
  const limit = component.rateLimit as RateLimit | undefined
  const written = component.breakdowns as z.infer<typeof breakdowns> | undefined
  return {
    ...(limit ? { rateLimit: { ratePerSecond: limit.rate, burst: limit.burst } } : {}),
    ...(written ? { breakdowns: toBreakdowns(written) } : {}),
  }
}

/** What a component's workers do beyond first come, first served. Spread it last: sharing a processor unbounds the concurrency. */
export function servingOf(component: Component, concurrencyParameter = 'concurrency'): Serving & { concurrency?: number } {
  const discipline = component.discipline as Discipline | undefined
  const patience = component.queueTimeout as Timing | undefined
  const shares = discipline === 'processor-sharing'
  return {
    ...endpointsOf(component),
    ...limitsOfServing(component),
    ...sheddingOf(component),
    ...(shares ? { cores: typeof component.cpu === 'number' ? component.cpu : 1 } : {}),
    ...(shares && component[concurrencyParameter] === undefined ? { concurrency: Number.POSITIVE_INFINITY } : {}),
    ...(discipline === 'lifo' ? { latestFirst: true } : {}),
    ...(discipline === 'priority' ? { priorities: (component.priorities as Record<string, number> | undefined) ?? {} } : {}),
    ...(patience === undefined ? {} : { queueTimeout: toWorkTime(patience) }),
    ...(typeof component.memory === 'string' ? { memoryBytes: toBytes(component.memory) } : {}),
  }
}

function toBreakdowns(written: z.infer<typeof breakdowns>): Breakdowns {
  return {
    everyMs: toMilliseconds(written.every),
    forMs: toMilliseconds(written.for),
    kind: written.kind ?? 'kill',
    constant: written.distribution === 'constant',
  }
}
