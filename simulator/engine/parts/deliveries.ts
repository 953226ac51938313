import { childKey } from '../chance/streams.ts'
import type { Backlog } from './backlog.ts'
import { chooseEndpoint } from './endpoints.ts'
import { PartitionedBacklog, takePartition } from './partitions.ts'
import {
  BROKER_WAITS,
  CALLER,
  COMPONENT,
  CONNECTION,
  HOLDS,
  JOURNEY,
  KEY,
  QUEUED_AT,
  RECEIVES,
  REPLICA,
  SENT_AT,
  SPAN,
  STATE,
  TRAVELLING,
} from './visits.ts'
import { AWAY, type World } from './world.ts'

/** A message that was delivered and not done with. */
export interface Message {
  journey: number
  acceptedAt: number
  /** How often it was delivered, this time included. */
  receives: number
  /** Of its chance: that of the request which published it. */
  key: number
  /** -1: there are none. */
  partition: number
}

/**
 * Takes messages from the head of a queue and makes the visit in which they are handled at a replica of the consumer, which is
 * counted from the consumer's first. Several are a batch: one request of the journey of its first message.
 */
export function handOver(w: World, connection: number, replica: number, backlog: Backlog, count: number): number {
  const visit = newDelivery(w, connection, replica, backlog)
  if (backlog instanceof PartitionedBacklog) takePartition(w, visit, backlog)
  countDelivery(w, connection, backlog)
  backlog.drop()
  if (count > 1) {
    const batch = messagesIn(w, visit)
    while (batch.length < count) {
      batch.push({
        journey: backlog.headJourney(),
        acceptedAt: backlog.headTime(),
        receives: backlog.headReceives() + 1,
        key: backlog.headKey(),
        partition: partitionOf(w, visit),
      })
      countDelivery(w, connection, backlog)
      backlog.drop()
    }
    w.batches.set(visit, batch)
  }
  w.replicas.unacknowledged[connection][replica] += count
  const { unacknowledged } = w.meter.limits
  unacknowledged.set(connection, unacknowledged.now(connection) + count, w.queue.clock[0])
  return visit
}

/** Counts what is at the head of a queue as delivered; its waiting counts the first time. */
function countDelivery(w: World, connection: number, backlog: Backlog): void {
  const broker = w.model.connections.from[connection]
  if (backlog.headReceives() > 0) {
    w.meter.redelivered.add(broker)
    return
  }
  const waited = w.queue.clock[0] - backlog.headTime()
  w.meter.waiting.record(broker, waited)
  if (waited > 0) w.meter.waited.add(broker)
}

function newDelivery(w: World, connection: number, replica: number, backlog: Backlog): number {
  const { visits, model } = w
  const consumer = model.connections.to[connection]
  const visit = visits.take()
  const { ints, doubles } = visits
  ints[visit + STATE] = TRAVELLING
  ints[visit + COMPONENT] = consumer
  ints[visit + REPLICA] = model.components.firstReplica[consumer] + replica
  ints[visit + CONNECTION] = connection
  ints[visit + JOURNEY] = backlog.headJourney()
  ints[visit + CALLER] = BROKER_WAITS
  ints[visit + HOLDS] = 0
  ints[visit + SPAN] = 0
  ints[visit + RECEIVES] = backlog.headReceives() + 1
  // Each delivery of a message has a chance of its own, and goes by another key than the one before.
  ints[visit + KEY] = childKey(backlog.headKey(), w.salts[connection])
  chooseEndpoint(w, visit, connection)
  doubles[(visit >> 1) + SENT_AT] = w.queue.clock[0]
  doubles[(visit >> 1) + QUEUED_AT] = backlog.headTime()
  return visit
}

/** The messages that are handled in a visit. */
export function messagesIn(w: World, visit: number): Message[] {
  const { ints, doubles } = w.visits
  return (
    w.batches.get(visit) ?? [
      {
        journey: ints[visit + JOURNEY],
        acceptedAt: doubles[(visit >> 1) + QUEUED_AT],
        receives: ints[visit + RECEIVES],
        key: ints[visit + KEY],
        partition: partitionOf(w, visit),
      },
    ]
  )
}

function partitionOf({ partitionOf: of }: World, visit: number): number {
  return of.size === 0 ? -1 : (of.get(visit) ?? -1)
}

/** How many there are. */
export function countIn(w: World, visit: number): number {
  return w.batches.size === 0 ? 1 : (w.batches.get(visit)?.length ?? 1)
}

/** The next replica in turn, counted from the component's first, that may have one more message; -1: none. */
export function nextConsumer(w: World, connection: number): number {
  const { model } = w
  const consumer = model.connections.to[connection]
  const count = model.components.mostReplicas[consumer]
  const first = model.components.firstReplica[consumer]
  const prefetch = model.connections.prefetch[connection]
  for (let tried = 0; tried < count; tried++) {
    const at = w.turn[connection]
    w.turn[connection] = at + 1 < count ? at + 1 : 0
    // A frozen consumer keeps its connection open, so the broker goes on filling it up to its prefetch.
    if ((w.replicas.status[first + at] & AWAY) === 0 && w.replicas.unacknowledged[connection][at] < prefetch) return at
  }
  return -1
}
