import { CONNECTION_FREE, POOL_TIMEOUT } from '../events/event-kinds.ts'
import { BULKHEAD, LIMITS_RATE, POOL, TRANSACTION } from '../model/call-table.ts'
import type { Model } from '../model/model.ts'
import { depart, settle } from './caller.ts'
import { defer, deferred } from './deferred.ts'
import { BULKHEAD_FULL, CALLER_LIMITED, NO_CONNECTION, OK } from './outcomes.ts'
import { freeConnection, isInTransaction, keepForTransaction } from './transactions.ts'
import { AWAITING_CONNECTION, CALLER, CONNECTION, EPOCH, PERMITS, REPLICA, SENT_AT, SPAN, STATE, TRAVELLING } from './visits.ts'
import { PAUSED, type World } from './world.ts'

/** The call is queued for a connection. */
export const WAITS = -1

/**
 * What a call needs before it may leave: a token of the rate limit, a place in the bulkhead (Nygard 2007), a connection of the
 * pool. Each replica of the caller has bulkheads and pools of its own; the rate limit is for all together.
 */
export class Permits {
  /** Where the counts of a connection's callers begin. */
  private readonly first: Int32Array
  /** By caller replica: calls under way, connections in use, calls that wait for one. */
  readonly inBulkhead: Int32Array
  readonly inPool: Int32Array
  readonly waiting: Int32Array
  /** Calls that wait, each followed by its epoch; those that gave up are still among them. */
  readonly queues: CallQueue[]

  constructor({ calls, connections, components }: Model) {
    this.first = new Int32Array(connections.ids.length)
    let count = 0
    connections.ids.forEach((_, k) => {
      this.first[k] = count
      if ((calls.features[k] & (BULKHEAD | POOL)) !== 0) count += components.mostReplicas[connections.from[k]]
    })
    this.inBulkhead = new Int32Array(count)
    this.inPool = new Int32Array(count)
    this.waiting = new Int32Array(count)
    this.queues = Array.from({ length: count }, () => new CallQueue())
  }

  /** The counts of one caller replica. */
  at(w: World, connection: number, replica: number): number {
    return this.first[connection] + replica - w.model.components.firstReplica[w.model.connections.from[connection]]
  }
}

/** First in, first out; what was taken is forgotten now and then, not each time. */
class CallQueue {
  private items: number[] = []
  private head = 0

  push(call: number, epoch: number): void {
    this.items.push(call, epoch)
  }

  take(): number {
    const item = this.items[this.head++]
    if (this.head > 1024 && 2 * this.head > this.items.length) {
      this.items = this.items.slice(this.head)
      this.head = 0
    }
    return item
  }
}

/** Whether an attempt may leave: OK, why not, or WAITS. What it was given is noted with it. */
export function takePermits(w: World, call: number, connection: number, features: number): number {
  const { permits, model } = w
  const { ints } = w.visits
  if ((features & LIMITS_RATE) !== 0 && !w.callLimits.take(connection, w.queue.clock[0])) return CALLER_LIMITED
  if ((features & (BULKHEAD | POOL)) === 0) return OK
  const at = permits.at(w, connection, ints[ints[call + CALLER] + REPLICA])
  if ((features & BULKHEAD) !== 0) {
    if (permits.inBulkhead[at] >= model.calls.bulkhead[connection]) return BULKHEAD_FULL
    permits.inBulkhead[at]++
    w.meter.limits.inBulkhead.up(connection, w.queue.clock[0])
    ints[call + PERMITS] = BULKHEAD
  }
  if ((features & POOL) === 0) return OK
  if ((features & TRANSACTION) !== 0 && isInTransaction(w, ints[call + CALLER], connection)) return OK
  if (permits.waiting[at] === 0 && permits.inPool[at] < model.calls.poolSize[connection]) {
    permits.inPool[at]++
    w.meter.limits.inPool.up(connection, w.queue.clock[0])
    ints[call + PERMITS] |= POOL
    return OK
  }
  if (permits.waiting[at] >= model.calls.poolQueue[connection]) return NO_CONNECTION
  wait(w, call, connection, at)
  return WAITS
}

function wait(w: World, call: number, connection: number, at: number): void {
  const { poolWaitLane } = w.model.calls
  const { ints } = w.visits
  w.permits.waiting[at]++
  w.meter.limits.poolQueue.up(connection, w.queue.clock[0])
  w.permits.queues[at].push(call, ints[call + EPOCH])
  ints[call + STATE] = AWAITING_CONNECTION
  if (poolWaitLane[connection] >= 0) w.queue.pushLane(poolWaitLane[connection], POOL_TIMEOUT, call, ints[call + EPOCH])
}

/** An attempt has ended, or nobody waits for it any more: what it held is free. */
export function givePermits(w: World, call: number): void {
  const { permits } = w
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  const replica = ints[ints[call + CALLER] + REPLICA]
  const at = permits.at(w, connection, replica)
  const now = w.queue.clock[0]
  if ((ints[call + PERMITS] & BULKHEAD) !== 0) {
    permits.inBulkhead[at]--
    w.meter.limits.inBulkhead.down(connection, now)
  }
  if ((ints[call + PERMITS] & POOL) !== 0) {
    const isKept = (w.model.calls.features[connection] & TRANSACTION) !== 0 && keepForTransaction(w, ints[call + CALLER], connection)
    if (!isKept) freeConnection(w, connection, replica)
  }
  ints[call + PERMITS] = 0
}

/** Connections of a pool go to the calls that wait longest. */
export function handOver(w: World, connection: number, replica: number): void {
  const { permits, visits } = w
  if ((w.replicas.status[replica] & PAUSED) !== 0) {
    defer(w, replica, CONNECTION_FREE, connection, replica)
    return
  }
  const at = permits.at(w, connection, replica)
  while (permits.waiting[at] > 0 && permits.inPool[at] < w.model.calls.poolSize[connection]) {
    const queue = permits.queues[at]
    const call = queue.take()
    if (visits.isStale(call, queue.take())) continue
    permits.waiting[at]--
    permits.inPool[at]++
    w.meter.limits.poolQueue.down(connection, w.queue.clock[0])
    w.meter.limits.inPool.up(connection, w.queue.clock[0])
    visits.ints[call + PERMITS] |= POOL
    visits.ints[call + STATE] = TRAVELLING
    const span = visits.ints[call + SPAN]
    if (span !== 0) w.tracer.heldBack(span, w.queue.clock[0] - visits.doubles[(call >> 1) + SENT_AT], true)
    depart(w, call)
  }
}

/** A call has waited long enough for a connection. */
export function poolTimeOut(w: World, call: number, epoch: number): void {
  if (w.visits.isStale(call, epoch) || w.visits.ints[call + STATE] !== AWAITING_CONNECTION) return
  if (w.faults.paused > 0 && deferred(w, call, POOL_TIMEOUT, epoch)) return
  stopWaiting(w, call)
  settle(w, call, NO_CONNECTION)
}

/** A call does not wait for a connection any more; its place in the queue is passed over when its turn comes. */
export function stopWaiting(w: World, call: number): void {
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  w.permits.waiting[w.permits.at(w, connection, ints[ints[call + CALLER] + REPLICA])]--
  w.meter.limits.poolQueue.down(connection, w.queue.clock[0])
}
