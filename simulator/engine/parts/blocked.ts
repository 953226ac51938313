import { REACH } from '../events/event-kinds.ts'
import { BLOCKED, COMPONENT, REPLICA, STATE } from './visits.ts'
import type { World } from './world.ts'

/**
 * Who finds a queue full and waits before it, with whoever sent it: blocking after service (Perros 1994), or backpressure. Those who
 * wait are no part of the queue.
 */
export function waitOutside(w: World, visit: number, replica: number): void {
  const { ints } = w.visits
  // It counts as offered when it is let in, or turned away.
  w.meter.offered.interval[ints[visit + COMPONENT]]--
  const waiting = w.blocked.get(replica) ?? []
  // Who was let in and found it full again keeps its place.
  if (ints[visit + STATE] === BLOCKED) waiting.unshift(visit)
  else waiting.push(visit)
  ints[visit + STATE] = BLOCKED
  ints[visit + REPLICA] = replica
  w.blocked.set(replica, waiting)
}

/** Whether others wait before a request that has just come. */
export function isBehindOthers(w: World, visit: number, replica: number): boolean {
  return w.blocked.size > 0 && w.visits.ints[visit + STATE] !== BLOCKED && (w.blocked.get(replica)?.length ?? 0) > 0
}

/** There may be room: who waits longest tries again, and the next when that one was let in. */
export function admitBlocked(w: World, replica: number): void {
  const first = w.blocked.get(replica)?.shift()
  if (first !== undefined) w.queue.pushAtOnce(REACH, first, 0)
}

/** A replica has stopped: who waits before it learns that when trying again. */
export function releaseBlocked(w: World, replica: number): void {
  for (const visit of w.blocked.get(replica) ?? []) w.queue.pushAtOnce(REACH, visit, 0)
  w.blocked.delete(replica)
}
