import { sendRequest } from './network.ts'
import { OK, REFUSED, RESET } from './outcomes.ts'
import { finish } from './station.ts'
import {
  BROKER_WAITS,
  CALLER,
  COMPONENT,
  CONNECTION,
  HOLDS,
  JOURNEY,
  QUEUED_AT,
  REPLICA,
  SENT_AT,
  SPAN,
  STATE,
  TRAVELLING,
} from './visits.ts'
import { AWAY, type World } from './world.ts'

/** Whether one of the broker's queues holds as many messages as it may. */
export function isFull(w: World, component: number): boolean {
  const limit = w.model.components.queueLimit[component]
  if (limit === Number.POSITIVE_INFINITY) return false
  const outgoing = w.model.plan.outgoing[component]
  if (outgoing.length === 0) return w.unclaimed[component] >= limit
  for (let i = 0; i < outgoing.length; i++) if ((w.backlogs[outgoing[i]]?.length ?? 0) >= limit) return true
  return false
}

/** A message is accepted: the publisher hears of it, and every consumer's queue gets a copy. */
export function accept(w: World, visit: number): void {
  const component = w.visits.ints[visit + COMPONENT]
  const journey = w.visits.ints[visit + JOURNEY]
  const now = w.queue.clock[0]
  const outgoing = w.model.plan.outgoing[component]
  if (outgoing.length === 0) {
    w.unclaimed[component]++
    store(w, component)
  }
  for (let i = 0; i < outgoing.length; i++) {
    w.backlogs[outgoing[i]]?.push(journey, now)
    store(w, component)
  }
  finish(w, visit, OK)
  for (let i = 0; i < outgoing.length; i++) deliver(w, outgoing[i])
}

function store(w: World, component: number): void {
  const now = w.queue.clock[0]
  w.meter.queue.up(component, now)
  w.meter.inSystem.up(component, now)
}

/** Hands messages of one queue to consumer replicas, in turn, as long as one may have another. */
export function deliver(w: World, connection: number): void {
  const { model, meter } = w
  const backlog = w.backlogs[connection]
  const broker = model.connections.from[connection]
  if (!backlog || w.replicas.status[model.components.firstReplica[broker]] !== 0) return
  while (backlog.length > 0) {
    const replica = nextConsumer(w, connection)
    if (replica < 0) return
    const now = w.queue.clock[0]
    const acceptedAt = backlog.headTime()
    const visit = newDelivery(w, connection, replica, backlog.headJourney(), acceptedAt)
    meter.waiting.record(broker, now - acceptedAt)
    if (now > acceptedAt) meter.waited.add(broker)
    meter.queue.down(broker, now)
    meter.inSystem.down(broker, now)
    backlog.drop()
    w.replicas.unacknowledged[connection][replica]++
    sendRequest(w, connection, visit)
  }
}

/** `replica` is counted from the consumer's first. */
function newDelivery(w: World, connection: number, replica: number, journey: number, acceptedAt: number): number {
  const { visits, model } = w
  const consumer = model.connections.to[connection]
  const visit = visits.take()
  const { ints, doubles } = visits
  ints[visit + STATE] = TRAVELLING
  ints[visit + COMPONENT] = consumer
  ints[visit + REPLICA] = model.components.firstReplica[consumer] + replica
  ints[visit + CONNECTION] = connection
  ints[visit + JOURNEY] = journey
  ints[visit + CALLER] = BROKER_WAITS
  ints[visit + HOLDS] = 0
  ints[visit + SPAN] = 0
  doubles[(visit >> 1) + SENT_AT] = w.queue.clock[0]
  doubles[(visit >> 1) + QUEUED_AT] = acceptedAt
  return visit
}

/** The next replica in turn, counted from the component's first, that may have one more message; -1: none. */
function nextConsumer(w: World, connection: number): number {
  const { model } = w
  const consumer = model.connections.to[connection]
  const count = model.components.mostReplicas[consumer]
  const first = model.components.firstReplica[consumer]
  const prefetch = model.components.prefetch[model.connections.from[connection]]
  for (let tried = 0; tried < count; tried++) {
    const at = w.turn[connection]
    w.turn[connection] = at + 1 < count ? at + 1 : 0
    // A frozen consumer keeps its connection open, so the broker goes on filling it up to its prefetch.
    if ((w.replicas.status[first + at] & AWAY) === 0 && w.replicas.unacknowledged[connection][at] < prefetch) return at
  }
  return -1
}

/**
 * A delivered message has been answered, well or badly: it is done with, and the replica may have another. Where the replica
 * was stopped instead, the message was never acknowledged and returns to the head of its queue.
 */
export function acknowledge(w: World, visit: number, outcome: number): void {
  const { ints, doubles } = w.visits
  const connection = ints[visit + CONNECTION]
  const { from, to } = w.model.connections
  w.replicas.unacknowledged[connection][ints[visit + REPLICA] - w.model.components.firstReplica[to[connection]]]--
  if (outcome === RESET || outcome === REFUSED) {
    w.backlogs[connection]?.putBack(ints[visit + JOURNEY], doubles[(visit >> 1) + QUEUED_AT])
    store(w, from[connection])
  }
  w.visits.give(visit)
  deliver(w, connection)
}

/** Delivery of all queues that concern a component starts again, after it came back. */
export function deliverAgain(w: World, component: number): void {
  const { from, to } = w.model.connections
  for (let connection = 0; connection < from.length; connection++) {
    if (w.backlogs[connection] && (from[connection] === component || to[connection] === component)) deliver(w, connection)
  }
}
