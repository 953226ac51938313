import { childKey } from '../chance/streams.ts'
import { HEDGE } from '../events/event-kinds.ts'
import { attempt, hedgeSalt, newCall, orphan } from './caller.ts'
import { keepDeadline } from './cancellation.ts'
import { deferred } from './deferred.ts'
import { keepEndpoint } from './endpoints.ts'
import { CALLER, CONNECTION, EPOCH, HEDGES_SENT, KEY, REMAINING, SIBLING, TRIES } from './visits.ts'
import type { World } from './world.ts'

/**
 * Hedged calls (Dean and Barroso 2013): an attempt that is not answered in time is given another beside it; the first good
 * answer counts. The attempts of one call know each other in a ring.
 */

/** The first attempt of a call, or of a retry, is alone. */
export function beginRing(w: World, call: number): void {
  const { ints } = w.visits
  ints[call + SIBLING] = call
  ints[call + HEDGES_SENT] = 0
}

/** An attempt leaves: from now on its answer may be late. */
export function startHedgeTimer(w: World, call: number, connection: number): void {
  const { ints } = w.visits
  const { hedgeLane, hedges } = w.model.calls
  if (ints[call + HEDGES_SENT] >= hedges[connection]) return
  w.queue.pushLane(hedgeLane[connection], HEDGE, call, ints[call + EPOCH])
}

/** Sends another attempt beside this one, if that is still not answered. */
export function sendHedge(w: World, call: number, epoch: number): void {
  if (w.visits.isStale(call, epoch)) return
  if (w.faults.paused > 0 && deferred(w, call, HEDGE, epoch)) return
  const connection = w.visits.ints[call + CONNECTION]
  w.visits.ints[call + HEDGES_SENT]++
  w.meter.hedged.add(connection)
  startHedgeTimer(w, call, connection)
  const other = newCall(w, w.visits.ints[call + CALLER], connection, w.visits.ints[call + REMAINING])
  const { ints } = w.visits
  ints[other + TRIES] = ints[call + TRIES]
  ints[other + KEY] = childKey(ints[call + KEY], hedgeSalt + ints[call + HEDGES_SENT])
  keepEndpoint(w, call, other)
  keepDeadline(w, call, other)
  // It sends no more on its own account.
  ints[other + HEDGES_SENT] = w.model.calls.hedges[connection]
  ints[other + SIBLING] = ints[call + SIBLING]
  ints[call + SIBLING] = other
  attempt(w, other)
}

/** A good answer has come: nobody waits for the others any more. */
export function dropSiblings(w: World, call: number): void {
  const { ints } = w.visits
  for (let other = ints[call + SIBLING]; other !== call; ) {
    const next = ints[other + SIBLING]
    orphan(w, other)
    other = next
  }
  ints[call + SIBLING] = call
}

/** An attempt has failed. True: others are still under way, so the call has not. */
export function leaveRing(w: World, call: number): boolean {
  const { ints } = w.visits
  let before = call
  while (ints[before + SIBLING] !== call) before = ints[before + SIBLING]
  if (before === call) return false
  ints[before + SIBLING] = ints[call + SIBLING]
  return true
}
