import { RETRY } from '../events/event-kinds.ts'
import { deliverAll, deliverFrom, isFull, keep, store } from './broker.ts'
import { countIn, type Message, messagesIn } from './deliveries.ts'
import { OK, REFUSED, RESET } from './outcomes.ts'
import { freePartition, holdPartition, PartitionedBacklog } from './partitions.ts'
import { BACKING_OFF, CALLER, CONNECTION, EPOCH, NOBODY, REPLICA, SENT_AT, STATE } from './visits.ts'
import type { World } from './world.ts'

/** What becomes of a message after it was delivered: it is done with, delivered again, moved aside as a dead letter, or dropped. */

/**
 * A delivered message has been answered, well or badly, and the replica may have another. One that never reached its replica
 * returns to the head of its queue, and so does one whose replica was stopped, where the broker notices that.
 */
export function acknowledge(w: World, visit: number, outcome: number): void {
  const connection = w.visits.ints[visit + CONNECTION]
  const broker = w.model.connections.from[connection]
  const count = countIn(w, visit)
  release(w, visit, connection, count)
  if (outcome <= OK) w.meter.handled.interval[broker] += count
  else if (!isFinal(w, visit, broker, outcome)) return
  discard(w, visit)
  deliverFrom(w, connection)
}

/** What a failure means for the messages in a visit. Answers whether the visit is over: while they cannot be seen it stays. */
function isFinal(w: World, visit: number, broker: number, outcome: number): boolean {
  const connection = w.visits.ints[visit + CONNECTION]
  const hides = (w.model.components.brokers[broker]?.visibilityLane ?? -1) >= 0
  const messages = messagesIn(w, visit)
  if (outcome === REFUSED || (outcome === RESET && !hides)) {
    for (const { journey, acceptedAt, receives, key, partition } of [...messages].reverse()) {
      w.backlogs[connection]?.putBack(journey, acceptedAt, receives - 1, key, partition)
      store(w, broker)
    }
    return true
  }
  if (!hides) {
    again(w, connection, messages)
    return true
  }
  hide(w, visit, connection, messages)
  return false
}

/** The visibility timeout is over before anybody answered: the message is in its queue again, and whoever works on it works on. */
export function lapse(w: World, visit: number): void {
  const connection = w.visits.ints[visit + CONNECTION]
  const messages = messagesIn(w, visit)
  w.visits.ints[visit + CALLER] = NOBODY
  w.batches.delete(visit)
  release(w, visit, connection, messages.length)
  w.partitionOf.delete(visit)
  again(w, connection, messages)
  deliverFrom(w, connection)
}

/** A message whose handling failed is not to be seen until its visibility timeout is over. One that failed too often is gone at once. */
function hide(w: World, visit: number, connection: number, messages: Message[]): void {
  const component = w.model.connections.from[connection]
  const broker = w.model.components.brokers[component]
  const left = messages.filter(({ receives }) => receives < (broker?.maxReceives ?? 1))
  for (const message of messages) if (!left.includes(message)) bury(w, component, message)
  if (left.length === 0 || !broker) discard(w, visit)
  else {
    const { ints, doubles } = w.visits
    const waited = w.queue.clock[0] - doubles[(visit >> 1) + SENT_AT]
    w.batches.set(visit, left)
    holdPartition(w, visit, connection)
    ints[visit + STATE] = BACKING_OFF
    w.queue.push(Math.max(0, broker.visibilityMs - waited), RETRY, visit, ints[visit + EPOCH])
  }
  deliverFrom(w, connection)
}

/** The visibility timeout of a message that had failed is over. */
export function comeBack(w: World, visit: number): void {
  const connection = w.visits.ints[visit + CONNECTION]
  const messages = messagesIn(w, visit)
  freePartition(w, visit, connection)
  discard(w, visit)
  again(w, connection, messages)
  deliverFrom(w, connection)
}

/** Messages are queued again, at the end, but those that have been delivered as often as they may are moved aside. */
function again(w: World, connection: number, messages: Message[]): void {
  const broker = w.model.connections.from[connection]
  const most = w.model.components.brokers[broker]?.maxReceives ?? 1
  const backlog = w.backlogs[connection]
  for (const message of messages) if (message.receives >= most) bury(w, broker, message)
  const left = messages.filter(({ receives }) => receives < most)
  // What is kept in order is next again, and not behind those that came after it.
  const inOrder = backlog instanceof PartitionedBacklog
  for (const { journey, acceptedAt, receives, key, partition } of inOrder ? left.reverse() : left) {
    if (inOrder) backlog.putBack(journey, acceptedAt, receives, key, partition)
    else backlog?.push(journey, acceptedAt, receives, key)
    store(w, broker)
  }
}

/** A message that nobody could handle goes to the queue for dead letters, if there is one that takes it. */
function bury(w: World, broker: number, { journey, key }: Message): void {
  const { components } = w.model
  const grave = components.brokers[broker]?.deadLetter ?? -1
  if (grave < 0 || w.replicas.status[components.firstReplica[grave]] !== 0 || isFull(w, grave)) {
    w.meter.dropped.add(broker)
    return
  }
  w.meter.deadLettered.add(broker)
  w.meter.offered.add(grave)
  w.meter.answered(grave, true, 0)
  keep(w, grave, journey, key)
  deliverAll(w, grave)
}

function release(w: World, visit: number, connection: number, count: number): void {
  const { connections, components } = w.model
  const replica = w.visits.ints[visit + REPLICA] - components.firstReplica[connections.to[connection]]
  w.replicas.unacknowledged[connection][replica] -= count
  if (w.partitionOf.size > 0) freePartition(w, visit, connection)
  const { unacknowledged } = w.meter.limits
  unacknowledged.set(connection, unacknowledged.now(connection) - count, w.queue.clock[0])
}

function discard(w: World, visit: number): void {
  w.batches.delete(visit)
  w.partitionOf.delete(visit)
  w.visits.give(visit)
}
