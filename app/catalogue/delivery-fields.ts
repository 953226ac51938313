import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, type DeliveryBatch, deliveryBatch, id, type KeySkew, keySkew, span } from '../design/fields.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { given, numberOf, textOf } from './capacity-fields.ts'
import type { Broker, Delivery } from './component.ts'
import { toSkew } from './key-skew.ts'

const partitions = z.strictObject({
  count: count(1, 10_000).meta({
    title: 'Partitions',
    examples: [12],
    description: 'Or shards, or groups of messages whose order is kept.',
  }),
  ...keySkew,
})
type Partitions = { count: number } & KeySkew

/** How a broker hands messages to its consumers and what becomes of those that fail: parameters that all brokers share. */

/** How many messages a broker keeps, and what becomes of one too many. */
export const boundFields = () => ({
  queueLimit: count(1, 100_000_000).optional().meta({
    title: 'Queue limit',
    unit: 'messages',
    section: 'Capacity',
    description: 'Messages kept for a consumer; absent: unbounded.',
  }),
  whenFull: z.enum(['reject', 'drop-oldest', 'block']).optional().meta({
    title: 'When full',
    absent: 'reject',
    section: 'Capacity',
    description: 'A message too many is rejected, or the oldest is dropped for it, or its publisher waits until there is room (block).',
  }),
})

export function boundOf(component: Component): Pick<Broker, 'queueLimit' | 'overflow'> {
  const { whenFull } = component
  return {
    queueLimit: numberOf(component, 'queueLimit', Number.POSITIVE_INFINITY),
    ...(whenFull === 'drop-oldest' || whenFull === 'block' ? { overflow: whenFull } : {}),
  }
}

/** `visibilityTimeout` and `retention`: the product's own, where it has them. */
export const deliveryFields = (visibilityTimeout?: string, retention?: string) => ({
  visibilityTimeout: span()
    .optional()
    .meta({
      title: 'Visibility timeout',
      ...(visibilityTimeout === undefined ? {} : { absent: visibilityTimeout }),
      section: 'Delivery',
      description: `A message that is not done with this long after its delivery is delivered again${visibilityTimeout === undefined ? '; absent: the broker waits for ever' : ''}.`,
    }),
  maxReceives: count(1, 1000).optional().meta({
    title: 'Deliveries at most',
    unit: 'deliveries',
    section: 'Delivery',
    description:
      'A message that failed so often is dead-lettered, or dropped. Absent: once, or without end where there is a visibility timeout.',
  }),
  deadLetter: id().optional().meta({
    title: 'Dead letters to',
    section: 'Delivery',
    description: 'The queue that is given the messages nobody could handle; absent: they are dropped.',
  }),
  batch: deliveryBatch().optional().meta({
    title: 'Batch',
    section: 'Delivery',
    description: 'Consumers are given several messages as one request.',
  }),
  poll: span().optional().meta({
    title: 'Poll every',
    section: 'Delivery',
    description: 'Consumers fetch what is there at these times; absent: messages are pushed at once.',
  }),
  partitions: partitions.optional().meta({
    title: 'Partitions',
    section: 'Delivery',
    description: 'Messages are kept in order by partition: each consumer is given one batch of a partition at a time.',
  }),
  retention: span()
    .optional()
    .meta({
      title: 'Retention',
      ...(retention === undefined ? {} : { absent: retention }),
      section: 'Delivery',
      description: `A message that has waited this long is dropped${retention === undefined ? '; absent: it is kept' : ''}.`,
    }),
})

/** What a broker's delivery parameters say, in numbers. */
export function deliveryOf(component: Component, visibilityTimeout?: string): Delivery {
  const ms = (parameter: string, absent?: string) => {
    const text = textOf(component, parameter) ?? absent
    return text === undefined ? Number.POSITIVE_INFINITY : toMilliseconds(text)
  }
  const visibilityTimeoutMs = ms('visibilityTimeout', visibilityTimeout)
  return {
    visibilityTimeoutMs,
    maxReceives: numberOf(component, 'maxReceives', visibilityTimeoutMs === Number.POSITIVE_INFINITY ? 1 : Number.POSITIVE_INFINITY),
    deadLetter: textOf(component, 'deadLetter') ?? null,
    batch: toBatch(component.batch as DeliveryBatch | undefined),
    pollMs: component.poll === undefined ? 0 : ms('poll'),
    retentionMs: ms('retention'),
    ...given('partitions', partitionsOf(component.partitions as Partitions | undefined)),
  }
}

function partitionsOf(written: Partitions | undefined): Delivery['partitions'] {
  return written && { count: written.count, ...toSkew(written) }
}

/** One message at a time where no batch is set. */
export function toBatch(batch: DeliveryBatch | undefined): Delivery['batch'] {
  return { size: batch?.size ?? 1, windowMs: batch?.window === undefined ? 0 : toMilliseconds(batch.window) }
}
