import { BATCH_DUE, EXPIRE, POLL, TIMEOUT } from '../events/event-kinds.ts'
import { BLOCKS } from '../model/serving-table.ts'
import type { Backlog } from './backlog.ts'
import { admitBlocked } from './blocked.ts'
import { choosePartition } from './choose-partition.ts'
import { handOver, nextConsumer } from './deliveries.ts'
import { sendRequest } from './network.ts'
import { OK } from './outcomes.ts'
import { PartitionedBacklog } from './partitions.ts'
import { mayPoll, pollersSuffice } from './pollers.ts'
import { finish } from './station.ts'
import { COMPONENT, EPOCH, JOURNEY, KEY } from './visits.ts'
import type { World } from './world.ts'

/** Rounding may find a moment a hair too early. */
const hair = 1e-9

/** Whether one of the broker's queues holds as many messages as it may, with so many that are about to come. */
export function isFull(w: World, component: number, coming = 0): boolean {
  const limit = w.model.components.queueLimit[component]
  if (limit === Number.POSITIVE_INFINITY || w.model.components.brokers[component]?.dropsOldest) return false
  const outgoing = w.model.plan.outgoing[component]
  if (outgoing.length === 0) return w.unclaimed[component] + coming >= limit
  for (let i = 0; i < outgoing.length; i++) if ((w.backlogs[outgoing[i]]?.length ?? 0) + coming >= limit) return true
  return false
}

/** A message is accepted: the publisher hears of it, and it is kept for its consumers. */
export function accept(w: World, visit: number): void {
  const component = w.visits.ints[visit + COMPONENT]
  keep(w, component, w.visits.ints[visit + JOURNEY], w.visits.ints[visit + KEY])
  finish(w, visit, OK)
  deliverAll(w, component)
}

/** Puts a message into the queue that all consumers share, or into that of each; without consumers it is only kept. */
export function keep(w: World, component: number, journey: number, key: number): void {
  const now = w.queue.clock[0]
  const broker = w.model.components.brokers[component]
  const outgoing = w.model.plan.outgoing[component]
  const queues = broker?.shared && outgoing.length > 0 ? 1 : outgoing.length
  if (outgoing.length === 0) {
    w.unclaimed[component]++
    store(w, component)
  }
  for (let i = 0; i < queues; i++) {
    if (broker?.dropsOldest) makeRoom(w, component, w.backlogs[outgoing[i]])
    w.backlogs[outgoing[i]]?.push(journey, now, 0, key)
    store(w, component)
  }
  if (!broker || broker.retentionLane < 0) return
  for (let i = 0; i < Math.max(1, queues); i++) {
    w.queue.pushLane(broker.retentionLane, EXPIRE, component, outgoing.length === 0 ? -1 : outgoing[i])
  }
}

/** Drops the oldest messages of a queue that has as many as it may. */
function makeRoom(w: World, component: number, backlog: Backlog | null): void {
  while (backlog && backlog.length >= w.model.components.queueLimit[component]) {
    if (backlog instanceof PartitionedBacklog) backlog.chooseOldest()
    backlog.drop()
    w.meter.dropped.add(component)
    unstore(w, component)
  }
}

export function store(w: World, component: number): void {
  const now = w.queue.clock[0]
  w.meter.queue.up(component, now)
  w.meter.inSystem.up(component, now)
}

function unstore(w: World, component: number): void {
  const now = w.queue.clock[0]
  w.meter.queue.down(component, now)
  w.meter.inSystem.down(component, now)
  if ((w.model.serving.features[component] & BLOCKS) !== 0) admitBlocked(w, w.model.components.firstReplica[component])
}

/** Hands over what a broker keeps. Consumers that share a queue are served in turn. */
export function deliverAll(w: World, component: number): void {
  const outgoing = w.model.plan.outgoing[component]
  const shared = w.model.components.brokers[component]?.shared && outgoing.length > 1
  if (shared && w.backlogs[outgoing[0]]?.length === 0) return
  const first = shared ? w.served[component]++ : 0
  for (let i = 0; i < outgoing.length; i++) deliver(w, outgoing[(first + i) % outgoing.length], false)
}

/** Hands over what is in the queue of this connection, which others may share. */
export function deliverFrom(w: World, connection: number): void {
  const component = w.model.connections.from[connection]
  if (w.model.components.brokers[component]?.shared) deliverAll(w, component)
  else deliver(w, connection, false)
}

/** Hands messages of one queue to consumer replicas, in turn, as long as one may have another. `polled`: they are asking for them. */
function deliver(w: World, connection: number, polled: boolean): void {
  const { model } = w
  const component = model.connections.from[connection]
  const backlog = w.backlogs[connection]
  const broker = model.components.brokers[component]
  if (!backlog || !broker || w.replicas.status[model.components.firstReplica[component]] !== 0) return
  if (broker.pollMs > 0 && !polled) return
  const size = model.connections.batchSize[connection]
  const partitioned = backlog instanceof PartitionedBacklog ? backlog : null
  while (backlog.length > 0) {
    if (broker.retentionLane >= 0 && dropExpired(w, connection, component) > 0) continue
    if (partitioned === null && size > 1 && !polled && !isBatchDue(w, connection, backlog)) return
    if (!mayPoll(w, connection)) return
    const left = broker.inFlight === Number.POSITIVE_INFINITY ? broker.inFlight : broker.inFlight - inFlight(w, connection, broker.shared)
    if (left <= 0) return
    const replica =
      partitioned === null
        ? nextConsumer(w, connection)
        : choosePartition(w, connection, partitioned, (each) => size === 1 || polled || isBatchDue(w, connection, each))
    if (replica < 0) return
    const room = Math.min(left, model.connections.prefetch[connection] - w.replicas.unacknowledged[connection][replica])
    const waiting = partitioned === null ? backlog.length : partitioned.partitions[partitioned.chosen].length
    const count = size === 1 ? 1 : Math.min(size, waiting, room)
    for (let i = 0; i < count; i++) unstore(w, component)
    const visit = handOver(w, connection, replica, backlog, count)
    if (broker.visibilityLane >= 0) {
      w.queue.pushLane(broker.visibilityLane, TIMEOUT, visit, w.visits.ints[visit + EPOCH])
    }
    sendRequest(w, connection, visit)
  }
  pollersSuffice(w, connection)
}

/** Messages of the queue of this connection, which others may share, that were delivered and are not done with. */
function inFlight({ model, meter }: World, connection: number, shared: boolean): number {
  const { unacknowledged } = meter.limits
  if (!shared) return unacknowledged.now(connection)
  return model.plan.outgoing[model.connections.from[connection]].reduce((sum, each) => sum + unacknowledged.now(each), 0)
}

/** A batch is handed over when it is full, or its oldest message has waited for as long as it may. */
function isBatchDue(w: World, connection: number, backlog: Backlog): boolean {
  const { batchSize, batchWindow, prefetch } = w.model.connections
  if (backlog.length >= Math.min(batchSize[connection], prefetch[connection])) return true
  const dueAt = backlog.headTime() + batchWindow[connection]
  const now = w.queue.clock[0]
  if (dueAt <= now + hair) return true
  if (w.batchDueAt[connection] > dueAt) {
    w.batchDueAt[connection] = dueAt
    w.queue.push(dueAt - now, BATCH_DUE, connection, 0)
  }
  return false
}

export function batchDue(w: World, connection: number): void {
  w.batchDueAt[connection] = Number.POSITIVE_INFINITY
  deliver(w, connection, false)
}

export function schedulePolls(w: World): void {
  w.model.connections.ids.forEach((_, connection) => {
    const broker = w.model.components.brokers[w.model.connections.from[connection]]
    if (broker && broker.pollMs > 0) w.queue.push(broker.pollMs, POLL, connection, 0)
  })
}

/** The consumers at the end of this connection fetch what is there. */
export function poll(w: World, connection: number): void {
  const broker = w.model.components.brokers[w.model.connections.from[connection]]
  if (!broker) return
  w.queue.push(broker.pollMs, POLL, connection, 0)
  deliver(w, connection, true)
}

/** A message has been kept for as long as it may, unless it was delivered. `connection`: whose queue, or -1 where nobody consumes. */
export function expire(w: World, component: number, connection: number): void {
  if (connection >= 0) {
    dropExpired(w, connection, component)
    return
  }
  w.unclaimed[component]--
  w.meter.dropped.add(component)
  unstore(w, component)
}

/** How many messages at the head of a queue were too old and are dropped. */
function dropExpired(w: World, connection: number, component: number): number {
  const backlog = w.backlogs[connection]
  const broker = w.model.components.brokers[component]
  if (!backlog || !broker) return 0
  if (!(backlog instanceof PartitionedBacklog)) return dropHeads(w, backlog, broker.retentionMs, component, () => backlog.length)
  let dropped = 0
  backlog.partitions.forEach((partition, p) => {
    backlog.chosen = p
    dropped += dropHeads(w, backlog, broker.retentionMs, component, () => partition.length)
  })
  return dropped
}

function dropHeads(w: World, backlog: Backlog, retentionMs: number, component: number, left: () => number): number {
  let dropped = 0
  while (left() > 0 && backlog.headTime() + retentionMs <= w.queue.clock[0] + hair) {
    backlog.drop()
    w.meter.dropped.add(component)
    unstore(w, component)
    dropped++
  }
  return dropped
}

/** Delivery of all queues that concern a component starts again, after it came back. */
export function deliverAgain(w: World, component: number): void {
  const { from, to } = w.model.connections
  for (let connection = 0; connection < from.length; connection++) {
    if (w.backlogs[connection] && (from[connection] === component || to[connection] === component)) deliver(w, connection, false)
  }
}
