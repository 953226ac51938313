import { aim, keyedUniform, uniform } from '../chance/streams.ts'
import { ANSWER, REACH } from '../events/event-kinds.ts'
import { transmit } from './link.ts'
import { CALLER, KEY, NOBODY, SPAN } from './visits.ts'
import { connectionStream, NETWORK, type World } from './world.ts'

/** Linux sends a lost segment again after at least 200 ms (TCP_RTO_MIN) and doubles the wait each time (RFC 6298). */
const retransmitMs = 200
const mostRetransmits = 15

/** Bits of what a partition swallows. */
export const CUT_THERE = 1
export const CUT_BACK = 2

/** Sends a request (REACH, visit) over a connection. */
export function sendRequest(w: World, connection: number, visit: number): void {
  if (w.faults.disturbed[connection] !== 0) {
    disturbed(w, connection, REACH, visit, 0, true)
    return
  }
  const lane = w.model.connections.latencyLane[connection]
  if (lane >= 0) w.queue.pushLane(lane, REACH, visit, 0)
  else if (w.model.connections.jitter[connection] > 0) w.queue.push(delay(w, connection, w.visits.ints[visit + KEY]), REACH, visit, 0)
  else w.queue.pushAtOnce(REACH, visit, 0)
}

/** Sends the answer to a visit back to its caller. */
export function sendAnswer(w: World, connection: number, visit: number, outcome: number): void {
  const plain = w.plainCalls[connection]
  if (plain?.clear && plain.latencyLane >= 0) {
    w.queue.pushLane(plain.latencyLane, ANSWER, visit, outcome)
    return
  }
  if (w.faults.disturbed[connection] !== 0) {
    disturbed(w, connection, ANSWER, visit, outcome, false)
    return
  }
  const lane = w.model.connections.latencyLane[connection]
  if (lane >= 0) w.queue.pushLane(lane, ANSWER, visit, outcome)
  else if (w.model.connections.jitter[connection] > 0)
    w.queue.push(delay(w, connection, ~w.visits.ints[visit + KEY]), ANSWER, visit, outcome)
  else w.queue.pushAtOnce(ANSWER, visit, outcome)
}

/** A message over a connection that is lossy, narrow or struck by a fault: held by a partition, or late. */
function disturbed(w: World, connection: number, kind: number, first: number, second: number, toCallee: boolean): void {
  const { faults } = w
  if ((faults.cut[connection] & (toCallee ? CUT_THERE : CUT_BACK)) !== 0) {
    faults.held[connection].push(kind, first, second)
    return
  }
  const sending = transmit(w, connection, toCallee)
  if (sending > 0 && w.visits.ints[first + SPAN] !== 0) w.tracer.heldBack(w.visits.ints[first + SPAN], sending, toCallee)
  // The way there and the way back have each a chance of their own.
  const key = toCallee ? w.visits.ints[first + KEY] : ~w.visits.ints[first + KEY]
  let ms = delay(w, connection, key) + sending
  const stream = connectionStream(w, connection, NETWORK)
  aim(w.chance, stream, key)
  // A latency fault delays a call once, on its way there, as the live run's mesh does.
  if (toCallee) ms += faults.addMs[connection] + faults.addJitterMs[connection] * (2 * uniform(w.chance, stream) - 1)
  let wait = retransmitMs
  for (let lost = 0; lost < mostRetransmits && faults.loss[connection] > 0; lost++) {
    if (uniform(w.chance, stream) >= faults.loss[connection]) break
    ms += wait
    wait *= 2
  }
  w.queue.push(Math.max(0, ms), kind, first, second)
}

/** One way, without faults: uniform within the jitter on either side of the latency, never negative. */
function delay(w: World, connection: number, key: number): number {
  const { latency, jitter } = w.model.connections
  if (jitter[connection] === 0) return latency[connection]
  const spread = jitter[connection] * (2 * keyedUniform(w.chance, connectionStream(w, connection, NETWORK), key) - 1)
  return Math.max(0, latency[connection] + spread)
}

/** Lets go what a partition held: it arrives one network delay after the partition has healed, unless its caller has given up. */
export function releaseHeld(w: World, connection: number): void {
  const held = w.faults.held[connection]
  w.faults.held[connection] = []
  const { visits, faults } = w
  for (let i = 0; i < held.length; i += 3) {
    const visit = held[i + 1]
    if ((faults.cut[connection] & (held[i] === REACH ? CUT_THERE : CUT_BACK)) !== 0)
      faults.held[connection].push(held[i], visit, held[i + 2])
    else if (held[i] === REACH && visits.ints[visit + CALLER] === NOBODY) visits.give(visit)
    else w.queue.push(delay(w, connection, w.visits.ints[visit + KEY]), held[i], visit, held[i + 2])
  }
}
