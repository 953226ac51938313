import { uniform } from '../chance/streams.ts'
import { ANSWER, RETRY, TIMEOUT } from '../events/event-kinds.ts'
import { acknowledge } from './broker.ts'
import { epochMask } from './calls.ts'
import { sendAnswer, sendRequest } from './network.ts'
import { CALL_FAILED, CIRCUIT_OPEN, INJECTED, OK, outcomeTexts, TIMED_OUT } from './outcomes.ts'
import { finish } from './station.ts'
import { CALLED, CALLING, TRAVELLING } from './visits.ts'
import { budgetBurst, CALLS, connectionStream, PAUSED, RETRIES, type World } from './world.ts'

/** A request turns to the calls its journey makes. */
export function beginCalls(w: World, visit: number): void {
  const { visits, model } = w
  visits.state[visit] = CALLING
  visits.broken[visit] = 0
  visits.step[visit] = model.plan.firstStep[visits.component[visit] * model.journeys.length + visits.journey[visit]]
  proceed(w, visit)
}

/** Takes the next steps, until one has to be waited for or all are done. After a step in which a call failed nothing is called. */
function proceed(w: World, visit: number): void {
  const { visits, model } = w
  const end = model.plan.endStep[visits.component[visit] * model.journeys.length + visits.journey[visit]]
  for (;;) {
    const step = visits.step[visit]
    if (visits.broken[visit] === 1) {
      finish(w, visit, CALL_FAILED)
      return
    }
    if (step === end) {
      finish(w, visit, OK)
      return
    }
    visits.step[visit] = step + 1
    // The step itself counts as a branch while it is laid out: calls without delay are answered before all have been made.
    visits.open[visit] = 1
    if (model.components.forwards[visits.component[visit]] === 1) forward(w, visit, step)
    else launch(w, visit, step)
    if (--visits.open[visit] > 0) return
  }
}

/** Makes the calls of one step, side by side; calls along the same connection follow one another. */
function launch(w: World, visit: number, step: number): void {
  const { plan } = w.model
  for (let branch = plan.firstBranch[step]; branch < plan.endBranch[step]; branch++) {
    const connection = plan.connection[branch]
    const mean = plan.calls[branch]
    let times = Math.floor(mean)
    const chance = mean - times
    if (chance > 0 && uniform(w.chance, connectionStream(w, connection, CALLS)) < chance) times++
    if (times > 0) startCall(w, visit, connection, times)
  }
}

/** A reverse proxy calls at most one of its targets; what is left of the chances it answers itself. */
function forward(w: World, visit: number, step: number): void {
  const { plan } = w.model
  const first = plan.firstBranch[step]
  let left = uniform(w.chance, connectionStream(w, plan.connection[first], CALLS))
  for (let branch = first; branch < plan.endBranch[step]; branch++) {
    left -= plan.calls[branch]
    if (left < 0) {
      startCall(w, visit, plan.connection[branch], 1)
      return
    }
  }
}

function startCall(w: World, visit: number, connection: number, times: number): void {
  const { visits, calls } = w
  const call = calls.take()
  const head = visits.firstCall[visit]
  visits.open[visit]++
  visits.firstCall[visit] = call
  if (head >= 0) calls.previous[head] = call
  calls.previous[call] = -1
  calls.next[call] = head
  calls.caller[call] = visit
  calls.connection[call] = connection
  calls.journey[call] = visits.journey[visit]
  calls.remaining[call] = times - 1
  beginCall(w, call)
}

function beginCall(w: World, call: number): void {
  const connection = w.calls.connection[call]
  const budget = w.model.connections.budget[connection]
  w.calls.tries[call] = 0
  if (budget !== Number.POSITIVE_INFINITY) w.tokens[connection] = Math.min(budgetBurst, w.tokens[connection] + budget)
  attempt(w, call)
}

/** Makes one attempt of a call. */
function attempt(w: World, call: number): void {
  const { calls, visits, model, queue } = w
  const connection = calls.connection[call]
  const now = queue.clock[0]
  calls.sentAt[call] = now
  const parent = visits.span[calls.caller[call]]
  calls.span[call] = parent === 0 ? 0 : w.tracer.begin(parent, model.connections.to[connection], connection, now)
  const breaker = w.breakers[connection]
  if (breaker !== null && !breaker.admits(now)) {
    settle(w, call, CIRCUIT_OPEN)
    return
  }
  const lane = model.connections.timeoutLane[connection]
  if (lane >= 0) queue.pushLane(lane, model.connections.timeout[connection], TIMEOUT, call, calls.epoch[call])
  const errors = w.faults.connectionErrors[connection]
  if (errors > 0 && uniform(w.chance, connectionStream(w, connection, CALLS)) < errors) {
    sendAnswer(w, connection, call, (calls.epoch[call] << 4) | INJECTED)
    return
  }
  sendRequest(w, connection, newVisit(w, call, -1))
}

/** The visit that an attempt, or a delivery, will make at the connection's target. */
export function newVisit(w: World, call: number, replica: number): number {
  const { calls, visits } = w
  const visit = visits.take()
  const connection = calls.connection[call]
  visits.state[visit] = TRAVELLING
  visits.component[visit] = w.model.connections.to[connection]
  visits.replica[visit] = replica
  visits.connection[visit] = connection
  visits.journey[visit] = calls.journey[call]
  visits.origin[visit] = CALLED
  visits.call[visit] = call
  visits.epoch[visit] = calls.epoch[call]
  visits.firstCall[visit] = -1
  visits.holds[visit] = 0
  visits.span[visit] = calls.span[call]
  return visit
}

/** An answer reaches its caller. Answers to abandoned attempts are dropped. */
export function takeAnswer(w: World, call: number, packed: number): void {
  if (w.calls.epoch[call] !== packed >>> 4) return
  if (w.faults.paused > 0 && deferred(w, call, ANSWER, packed)) return
  settle(w, call, packed & 15)
}

/** The caller gives up waiting; the callee goes on with what nobody waits for. */
export function timeOut(w: World, call: number, epoch: number): void {
  if (w.calls.epoch[call] !== epoch) return
  if (w.faults.paused > 0 && deferred(w, call, TIMEOUT, epoch)) return
  settle(w, call, TIMED_OUT)
}

/** The wait before a retry is over. */
export function retry(w: World, call: number, epoch: number): void {
  if (w.calls.epoch[call] !== epoch) return
  if (w.faults.paused > 0 && deferred(w, call, RETRY, epoch)) return
  attempt(w, call)
}

/** An attempt has ended: the call is retried, repeated, or over. */
function settle(w: World, call: number, outcome: number): void {
  const { calls, meter } = w
  const now = w.queue.clock[0]
  const connection = calls.connection[call]
  const ok = outcome === OK
  calls.epoch[call] = (calls.epoch[call] + 1) & epochMask
  if (calls.span[call] !== 0) w.tracer.end(calls.span[call], now, outcomeTexts[outcome])
  // What the breaker refuses never gets onto the connection.
  if (outcome !== CIRCUIT_OPEN) {
    meter.answered(meter.firstConnection + connection, ok, now - calls.sentAt[call])
    w.breakers[connection]?.record(ok, calls.sentAt[call], now)
  }
  if (calls.caller[call] < 0) acknowledge(w, call, outcome)
  else if (!ok && mayRetry(w, call)) waitAndRetry(w, call)
  else if (ok && calls.remaining[call] > 0) {
    calls.remaining[call]--
    beginCall(w, call)
  } else close(w, call, ok)
}

/** A call is over. The request goes on when it was the last of its step. */
function close(w: World, call: number, ok: boolean): void {
  const { calls, visits } = w
  const visit = calls.caller[call]
  if (!ok) visits.broken[visit] = 1
  unlink(w, call)
  calls.give(call)
  if (--visits.open[visit] === 0) proceed(w, visit)
}

function mayRetry(w: World, call: number): boolean {
  const connection = w.calls.connection[call]
  if (w.calls.tries[call] >= w.model.connections.retries[connection]) return false
  if (w.model.connections.budget[connection] === Number.POSITIVE_INFINITY) return true
  if (w.tokens[connection] < 1) return false
  w.tokens[connection]--
  return true
}

/** Exponential backoff; with jitter a uniform part of it ("full jitter", Brooker 2015). */
function waitAndRetry(w: World, call: number): void {
  const connection = w.calls.connection[call]
  let ms = w.model.connections.backoff[connection] * 2 ** w.calls.tries[call]
  if (w.model.connections.backoffJitter[connection] === 1) ms *= uniform(w.chance, connectionStream(w, connection, RETRIES))
  w.calls.tries[call]++
  w.meter.retried.add(connection)
  w.queue.push(ms, RETRY, call, w.calls.epoch[call])
}

/** A request ends while calls of it are in flight: nobody waits for them any more. */
export function abandonCalls(w: World, visit: number): void {
  const { calls, visits } = w
  for (let call = visits.firstCall[visit]; call >= 0; call = calls.next[call]) {
    w.breakers[calls.connection[call]]?.forget(calls.sentAt[call])
    calls.give(call)
  }
  visits.firstCall[visit] = -1
}

function unlink(w: World, call: number): void {
  const { calls } = w
  const { previous, next } = calls
  if (previous[call] >= 0) next[previous[call]] = next[call]
  else w.visits.firstCall[calls.caller[call]] = next[call]
  if (next[call] >= 0) previous[next[call]] = previous[call]
}

/** Whether the replica that made a call is frozen; then what happens to the call is kept until it goes on. */
function deferred(w: World, call: number, kind: number, second: number): boolean {
  const visit = w.calls.caller[call]
  if (visit < 0) return false
  const replica = w.visits.replica[visit]
  if ((w.replicas.status[replica] & PAUSED) === 0) return false
  const kept = w.replicas.deferred.get(replica)
  if (kept) kept.push(kind, call, second)
  else w.replicas.deferred.set(replica, [kind, call, second])
  return true
}
