import { objectOf, type Property, quoted } from './code.ts'
import { type QueueRef, toQueue, type Wiring } from './links.ts'
import type { Module } from './module.ts'
import { isOrdered, type Part, type Plan } from './plan.ts'
import { functionTimeoutSeconds } from './timeouts.ts'

/** SQS's own bounds, in seconds. */
const longestVisibility = 12 * 3600
const retention = { least: 60, most: 14 * 24 * 3600 }
const mostReceives = 1000
// What the design does not say: enough for a handler, and enough tries for a passing fault.
const usual = { visibilitySeconds: 120, receives: 5 }

/** All queues of the data stack, each after the one that takes its dead letters. */
export function toQueues(plan: Plan, { subscriptions }: Wiring): QueueRef[] {
  const drawn = plan.parts.filter(({ role }) => role === 'queue')
  const ordered = new Set<Part>()
  const add = (part: Part, waiting: Part[]) => {
    const deadLetters = deadLettersOf(part, plan)
    if (deadLetters && !waiting.includes(deadLetters)) add(deadLetters, [...waiting, part])
    ordered.add(part)
  }
  for (const part of drawn) add(part, [])
  return [...[...ordered].map(toQueue), ...subscriptions.map(({ queue }) => queue).filter(({ part }) => part === undefined)]
}

/** Whether a queue's dead letters go to a queue that was declared before it, not to one of its own. */
export function sharesDeadLetters({ part }: QueueRef, plan: Plan, queues: QueueRef[]): QueueRef | undefined {
  const deadLetters = part && deadLettersOf(part, plan)
  const [own, other] = [part, deadLetters].map((each) => queues.findIndex((queue) => queue.part === each))
  return deadLetters && other !== undefined && own !== undefined && other < own ? queues[other] : undefined
}

export interface QueueSurroundings {
  plan: Plan
  wiring: Wiring
  queues: QueueRef[]
  module: Module
  /** The code for another queue. */
  refer: (name: string) => string
}

/** How long a consumer has for a message, before it is given to somebody again. */
export function visibilitySeconds(queue: QueueRef, plan: Plan, wiring: Wiring): number {
  const delivery = deliveryOf(queue)
  const functions = wiring.receives.filter((each) => each.queue.name === queue.name && each.from.role === 'function')
  // AWS advises six times, since a function may be throttled before it begins.
  const least = Math.max(0, ...functions.map(({ from }) => 6 * functionTimeoutSeconds(from, plan)))
  const written = delivery && Number.isFinite(delivery.visibilityTimeoutMs) ? delivery.visibilityTimeoutMs / 1000 : usual.visibilitySeconds
  return Math.ceil(Math.min(longestVisibility, Math.max(least, written)))
}

export function declareQueue(queue: QueueRef, { plan, wiring, queues, module, refer }: QueueSurroundings): string {
  const delivery = deliveryOf(queue)
  const receives = delivery && Number.isFinite(delivery.maxReceives) ? delivery.maxReceives : usual.receives
  const deadLetters = sharesDeadLetters(queue, plan, queues)
  const seconds = (value: number) => `${module.value('Duration', 'aws-cdk-lib')}.seconds(${Math.ceil(value)})`
  const properties: Property[] = [
    ['name', quoted(queue.id)],
    ...(queue.part && isOrdered(queue.part) ? [['fifo', 'true'] as const] : []),
    ['visibilityTimeout', seconds(visibilitySeconds(queue, plan, wiring))],
    ['maxReceiveCount', String(Math.min(mostReceives, receives))],
    ...(delivery && Number.isFinite(delivery.retentionMs)
      ? [['retentionPeriod', seconds(Math.min(retention.most, Math.max(retention.least, delivery.retentionMs / 1000)))] as const]
      : []),
    ...(deadLetters ? [['deadLetters', `${refer(deadLetters.name)}.queue`] as const] : []),
  ]
  return `this.${queue.name} = new ${module.value('WorkQueue', './constructs/work-queue.ts')}(this, ${quoted(queue.construct)}, ${objectOf(properties)});`
}

function deliveryOf({ part }: QueueRef) {
  return part?.behaviour.model === 'broker' ? part.behaviour.delivery : undefined
}

/** The dead letters of a FIFO queue go to a FIFO queue. */
function deadLettersOf(own: Part, { parts }: Plan): Part | undefined {
  const { behaviour } = own
  const id = behaviour.model === 'broker' ? behaviour.delivery.deadLetter : null
  return parts.find((part) => part.id === id && part.role === 'queue' && isOrdered(part) === isOrdered(own))
}
