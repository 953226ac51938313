import { childKey, keyedUniform } from '../chance/streams.ts'
import { ANSWER, RETRY, TIMEOUT } from '../events/event-kinds.ts'
import { budgetBurst, CANCELS, COMPENSATED, DEADLINE, EJECTS, ENDPOINTS, FALLS_BACK, HANDSHAKES, HEDGES } from '../model/call-table.ts'
import { acknowledge, comeBack, lapse } from './acknowledgements.ts'
import { retrySalt } from './call-key.ts'
import { abandon, beginDeadline, keepDeadline, startDeadlineTimer, timeLeft } from './cancellation.ts'
import { deferred } from './deferred.ts'
import { chooseEndpoint, keepEndpoint } from './endpoints.ts'
import { closeFailed, noteDegraded } from './fallbacks.ts'
import { fillFrom } from './fills.ts'
import { sendForeseen } from './foreseen.ts'
import { noteIdle, sendConnected } from './handshakes.ts'
import { beginRing, dropSiblings, leaveRing, startHedgeTimer } from './hedging.ts'
import { noteHostOutcome } from './host-pool.ts'
import { noteLookup } from './misses.ts'
import { sendAnswer, sendRequest } from './network.ts'
import { CIRCUIT_OPEN, CONNECTION_RESET, DEGRADED, INJECTED, OK, OUT_OF_TIME, outcomeTexts, reasonBit, TIMED_OUT } from './outcomes.ts'
import { givePermits, stopWaiting, takePermits, WAITS } from './permits.ts'
import { callPlainly, settlePlainly } from './plain-call.ts'
import { noteDone } from './saga.ts'
import { closeBranch } from './steps.ts'
import {
  ANSWERING,
  AWAITING_CONNECTION,
  BACKING_OFF,
  BROKER_WAITS,
  CALLER,
  COMPONENT,
  CONNECTION,
  EPOCH,
  HEDGES_SENT,
  HOLDS,
  JOURNEY,
  KEY,
  NOBODY,
  OPEN,
  PERMITS,
  REMAINING,
  REPLICA,
  SENT_AT,
  SPAN,
  STATE,
  TRAVELLING,
  TRIES,
} from './visits.ts'
import { CALLS, connectionStream, RETRIES, type World } from './world.ts'

/** What tells apart the calls that a visit makes side by side or one after another. */
const nextSalt = 0x6c62272e
const besideSalt = 0x1b873593
export const hedgeSalt = 0x38b34ae5

/** A visit calls along a connection, so many times one after another. `beside`: the number of such calls that are made with it. */
export function startCall(w: World, caller: number, connection: number, times: number, beside = 0): void {
  const plain = w.plainCalls[connection]
  if (times === 1 && plain?.clear) {
    callPlainly(w, caller, plain, beside === 0 ? plain.salt : plain.salt + beside * besideSalt)
    return
  }
  const call = newCall(w, caller, connection, times - 1)
  if (beside > 0) w.visits.ints[call + KEY] = childKey(w.visits.ints[caller + KEY], w.salts[connection] + beside * besideSalt)
  w.visits.ints[caller + OPEN]++
  beginCall(w, call)
}

export function newCall(w: World, caller: number, connection: number, remaining: number): number {
  const { visits } = w
  const call = visits.take()
  const { ints } = visits
  ints[call + COMPONENT] = w.model.connections.to[connection]
  ints[call + CONNECTION] = connection
  ints[call + JOURNEY] = ints[caller + JOURNEY]
  ints[call + CALLER] = caller
  ints[call + KEY] = childKey(ints[caller + KEY], w.salts[connection])
  ints[call + REMAINING] = remaining
  return call
}

function beginCall(w: World, call: number): void {
  const connection = w.visits.ints[call + CONNECTION]
  const budget = w.model.connections.budget[connection]
  w.visits.ints[call + TRIES] = 0
  const features = w.model.calls.features[connection]
  if ((features & HEDGES) !== 0) beginRing(w, call)
  if ((features & ENDPOINTS) !== 0) chooseEndpoint(w, call, connection)
  if ((features & DEADLINE) !== 0) beginDeadline(w, call, connection)
  if (budget !== Number.POSITIVE_INFINITY) w.tokens[connection] = Math.min(budgetBurst, w.tokens[connection] + budget)
  attempt(w, call)
}

/** Makes one attempt of a call. */
export function attempt(w: World, call: number): void {
  const { model, queue } = w
  const { ints, doubles } = w.visits
  const connection = ints[call + CONNECTION]
  const now = queue.clock[0]
  doubles[(call >> 1) + SENT_AT] = now
  ints[call + STATE] = TRAVELLING
  ints[call + REPLICA] = -1
  ints[call + HOLDS] = 0
  const parent = ints[ints[call + CALLER] + SPAN]
  ints[call + SPAN] = parent === 0 ? 0 : w.tracer.begin(parent, ints[call + COMPONENT], connection, now)
  const breaker = w.breakers[connection]
  if (breaker !== null && !breaker.admits(now)) {
    settle(w, call, CIRCUIT_OPEN)
    return
  }
  const features = model.calls.features[connection]
  if (features === 0) {
    depart(w, call)
    return
  }
  if ((features & DEADLINE) !== 0) {
    if (timeLeft(w, call) <= 0) {
      settle(w, call, OUT_OF_TIME)
      return
    }
    startDeadlineTimer(w, call, connection)
  }
  const permit = takePermits(w, call, connection, features)
  if (permit === OK) depart(w, call)
  else if (permit !== WAITS) settle(w, call, permit)
}

/** An attempt leaves its caller. */
export function depart(w: World, call: number): void {
  const { model, queue } = w
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  const hedges = (model.calls.features[connection] & HEDGES) !== 0
  // A retry that its caller refuses itself is no attempt; one that is sent beside another is counted as hedged.
  if (ints[call + TRIES] > 0 && !(hedges && ints[call + HEDGES_SENT] > 0)) w.meter.retried.add(connection)
  if (hedges) startHedgeTimer(w, call, connection)
  const plain = w.plainCalls[connection]
  if (plain?.clear && sendForeseen(w, call, plain)) return
  const lane = model.connections.timeoutLane[connection]
  if (lane >= 0) queue.pushLane(lane, TIMEOUT, call, ints[call + EPOCH])
  const errors = w.faults.connectionErrors[connection]
  if (errors > 0) {
    const luck = keyedUniform(w.chance, connectionStream(w, connection, CALLS), ints[call + KEY])
    if (luck < errors) {
      ints[call + STATE] = ANSWERING
      sendAnswer(w, connection, call, luck < w.faults.connectionResets[connection] ? CONNECTION_RESET : INJECTED)
      return
    }
  }
  if ((model.calls.features[connection] & HANDSHAKES) !== 0) sendConnected(w, connection, call)
  else sendRequest(w, connection, call)
}

/** An answer reaches its caller, if that still waits. */
export function takeAnswer(w: World, call: number, outcome: number): void {
  if (w.visits.ints[call + CALLER] === NOBODY) {
    w.visits.give(call)
    return
  }
  if (w.faults.paused > 0 && deferred(w, call, ANSWER, outcome)) return
  settle(w, call, outcome)
}

/** The caller gives up waiting; the callee goes on with what nobody waits for. */
export function timeOut(w: World, call: number, epoch: number): void {
  const { visits } = w
  if (visits.isStale(call, epoch)) return
  if (w.faults.paused > 0 && deferred(w, call, TIMEOUT, epoch)) return
  // Only a deadline ends the wait for a connection here.
  if (visits.ints[call + STATE] === AWAITING_CONNECTION) {
    stopWaiting(w, call)
    settle(w, call, OUT_OF_TIME)
    return
  }
  w.meter.limits.timedOut.add(w.visits.ints[call + CONNECTION])
  hearOutcome(w, call, TIMED_OUT)
  const caller = visits.ints[call + CALLER]
  if (caller === BROKER_WAITS) {
    lapse(w, call)
    return
  }
  visits.ints[call + CALLER] = NOBODY
  if (isHedged(w, call) && leaveRing(w, call)) {
    stopCallee(w, call)
    return
  }
  if (mayRetry(w, call, TIMED_OUT)) {
    const again = newCall(w, caller, visits.ints[call + CONNECTION], visits.ints[call + REMAINING])
    visits.ints[again + TRIES] = visits.ints[call + TRIES]
    visits.ints[again + KEY] = visits.ints[call + KEY]
    keepEndpoint(w, call, again)
    keepDeadline(w, call, again)
    stopCallee(w, call)
    waitAndRetry(w, again)
  } else {
    endCall(w, call, caller, TIMED_OUT)
    stopCallee(w, call)
  }
}

/** The wait before a retry is over. */
export function retry(w: World, call: number, epoch: number): void {
  if (w.visits.isStale(call, epoch)) return
  if (w.faults.paused > 0 && deferred(w, call, RETRY, epoch)) return
  if (w.visits.ints[call + CALLER] === BROKER_WAITS) comeBack(w, call)
  else {
    if (isHedged(w, call)) beginRing(w, call)
    attempt(w, call)
  }
}

/** An attempt has ended and its callee is done with it: the call is retried, repeated, or over. */
export function settle(w: World, call: number, outcome: number): void {
  const { ints } = w.visits
  const plain = w.plainCalls[ints[call + CONNECTION]]
  if (plain !== null && outcome === OK && ints[call + REMAINING] === 0 && ints[call + SPAN] === 0) {
    settlePlainly(w, call, plain)
    return
  }
  const caller = ints[call + CALLER]
  const ok = outcome <= OK
  hearOutcome(w, call, outcome)
  if (caller === BROKER_WAITS) {
    acknowledge(w, call, outcome)
    return
  }
  if (outcome === DEGRADED) noteDegraded(w, caller)
  if (ok && (w.model.calls.features[ints[call + CONNECTION]] & COMPENSATED) !== 0) noteDone(w, caller, ints[call + CONNECTION])
  if (ok) earnRetries(w, ints[call + CONNECTION])
  if (isHedged(w, call)) {
    if (ok) dropSiblings(w, call)
    else if (leaveRing(w, call)) {
      w.visits.give(call)
      return
    }
  }
  if (!ok && mayRetry(w, call, outcome)) waitAndRetry(w, call)
  else if (ok && ints[call + REMAINING] > 0) {
    const slot = w.model.connections.lookup[ints[call + CONNECTION]]
    if (slot >= 0) noteLookup(w, caller, call, slot, outcome)
    ints[call + REMAINING]--
    ints[call + KEY] = childKey(ints[call + KEY], nextSalt)
    beginCall(w, call)
  } else {
    // Giving it back leaves its cells as they are.
    w.visits.give(call)
    endCall(w, call, caller, outcome)
  }
}

/** A call is over for good. A lookup that failed is a miss like any other. */
function endCall(w: World, call: number, caller: number, outcome: number): void {
  const slot = w.model.connections.lookup[w.visits.ints[call + CONNECTION]]
  if (slot >= 0) noteLookup(w, caller, call, slot, outcome)
  const served = w.model.connections.fills[w.visits.ints[call + CONNECTION]]
  if (served >= 0 && outcome <= OK && outcome !== DEGRADED) fillFrom(w, caller, served)
  const failed = outcome > OK && slot < 0
  if (failed && (w.model.calls.features[w.visits.ints[call + CONNECTION]] & FALLS_BACK) !== 0) closeFailed(w, call, caller)
  else closeBranch(w, caller, !failed)
}

/** What everybody who counts learns when an attempt has ended. */
function hearOutcome(w: World, call: number, outcome: number): void {
  const { ints, doubles } = w.visits
  const now = w.queue.clock[0]
  const connection = ints[call + CONNECTION]
  ints[call + EPOCH]++
  if (ints[call + SPAN] !== 0) w.tracer.end(ints[call + SPAN], now, outcomeTexts[outcome])
  const sentAt = doubles[(call >> 1) + SENT_AT]
  const features = w.model.calls.features[connection]
  if ((features & HANDSHAKES) !== 0) noteIdle(w, call, outcome)
  if (ints[call + PERMITS] !== 0) givePermits(w, call)
  if ((features & EJECTS) !== 0) noteHostOutcome(w, call, outcome)
  if (outcome >= CIRCUIT_OPEN) {
    w.meter.refused.add(connection)
    w.meter.limits.refused(connection, outcome)
    if (outcome > CIRCUIT_OPEN) w.breakers[connection]?.forget(sentAt)
    return
  }
  w.meter.answered(w.meter.firstConnection + connection, outcome <= OK, now - sentAt)
  if (outcome === DEGRADED) w.meter.degraded.add(w.meter.firstConnection + connection)
  w.breakers[connection]?.record(outcome <= OK, sentAt, now)
}

function isHedged(w: World, call: number): boolean {
  return (w.model.calls.features[w.visits.ints[call + CONNECTION]] & HEDGES) !== 0
}

/** A call that succeeded earns a part of a retry, where retries have to be earned. */
function earnRetries({ model, tokens }: World, connection: number): void {
  const { perSuccess, mostTokens } = model.calls
  if (perSuccess[connection] === Number.POSITIVE_INFINITY) return
  tokens[connection] = Math.min(mostTokens[connection], tokens[connection] + perSuccess[connection])
}

function mayRetry(w: World, call: number, outcome: number): boolean {
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  if (ints[call + TRIES] >= w.model.connections.retries[connection] || timeLeft(w, call) <= 0) return false
  const { perSuccess, retriesOn } = w.model.calls
  if ((retriesOn[connection] & reasonBit(outcome)) === 0) return false
  const isFree = w.model.connections.budget[connection] === Number.POSITIVE_INFINITY && perSuccess[connection] === Number.POSITIVE_INFINITY
  if (isFree) return true
  if (w.tokens[connection] < 1) return false
  w.tokens[connection]--
  return true
}

/** Exponential backoff; with jitter a uniform part of it ("full jitter", Brooker 2015). */
function waitAndRetry(w: World, call: number): void {
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  const { backoff, backoffFactor, longestBackoff } = w.model.connections
  // Where there is no backoff, none grows, however often it was tried.
  const growth = Math.min(backoffFactor[connection] ** ints[call + TRIES], Number.MAX_VALUE)
  let ms = Math.min(backoff[connection] * growth, longestBackoff[connection])
  if (w.model.connections.backoffJitter[connection] === 1) {
    ms *= keyedUniform(w.chance, connectionStream(w, connection, RETRIES), ints[call + KEY])
  }
  // Whoever would have to wait beyond the deadline has waited in vain then.
  if (timeLeft(w, call) < ms) ms = timeLeft(w, call)
  ints[call + STATE] = BACKING_OFF
  ints[call + TRIES]++
  ints[call + KEY] = childKey(ints[call + KEY], retrySalt)
  w.queue.push(ms, RETRY, call, ints[call + EPOCH])
}

/** The caller of an attempt is gone: nobody waits for it any more. */
export function orphan(w: World, call: number): void {
  const { ints, doubles } = w.visits
  w.breakers[ints[call + CONNECTION]]?.forget(doubles[(call >> 1) + SENT_AT])
  if (ints[call + PERMITS] !== 0) givePermits(w, call)
  const awaits = ints[call + STATE] === AWAITING_CONNECTION
  if (awaits) stopWaiting(w, call)
  ints[call + CALLER] = NOBODY
  ints[call + EPOCH]++
  if (awaits || ints[call + STATE] === BACKING_OFF) w.visits.give(call)
  else stopCallee(w, call)
}

/** The callee of an attempt that nobody waits for works on, unless it is told or knows by itself. */
function stopCallee(w: World, call: number): void {
  if ((w.model.calls.features[w.visits.ints[call + CONNECTION]] & (CANCELS | DEADLINE)) !== 0) abandon(w, call)
}
