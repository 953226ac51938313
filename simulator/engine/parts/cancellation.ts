import { CANCEL, TIMEOUT } from '../events/event-kinds.ts'
import { CANCELS, DEADLINE } from '../model/call-table.ts'
import { BLOCKS, LINES_UP, SHARES_CPU } from '../model/serving-table.ts'
import { admitBlocked } from './blocked.ts'
import { orphan } from './caller.ts'
import { defer } from './deferred.ts'
import { leaveItsLine } from './lines.ts'
import { CUT_THERE } from './network.ts'
import { CANCELLED } from './outcomes.ts'
import { takeOutOfShare } from './shared-cpu.ts'
import { finish } from './station.ts'
import {
  CALLER,
  CALLING,
  COMPONENT,
  CONNECTION,
  EPOCH,
  FREE,
  GENERATION,
  NEXT,
  REPLICA,
  STATE,
  visitSize,
  WAITING,
  WORKING,
} from './visits.ts'
import { PAUSED, type World } from './world.ts'

/**
 * Deadlines and cancellation. A call with a deadline is given up then, whatever it is about, and as the deadline is passed on with
 * it, all that is done for it stops at that moment. A callee that is told of its caller's giving up stops when it hears of it, and
 * tells its own callees, where they listen.
 */

/** A call begins: it is wanted until its own deadline, or that of the request that makes it. */
export function beginDeadline(w: World, call: number, connection: number): void {
  const { ints } = w.visits
  const caller = ints[call + CALLER]
  const above = ints[caller + CONNECTION]
  const inherited =
    above >= 0 && (w.model.calls.features[above] & DEADLINE) !== 0 ? w.deadlineOf[caller / visitSize] : Number.POSITIVE_INFINITY
  w.deadlineOf[call / visitSize] = Math.min(inherited, w.queue.clock[0] + w.model.deadlines.ms[connection])
}

/** Another visit stands for the same call. */
export function keepDeadline({ visits, model, deadlineOf }: World, from: number, to: number): void {
  if ((model.calls.features[visits.ints[from + CONNECTION]] & DEADLINE) !== 0) deadlineOf[to / visitSize] = deadlineOf[from / visitSize]
}

/** How long a call is wanted still; Infinity: it has no deadline. */
export function timeLeft({ visits, model, deadlineOf, queue }: World, call: number): number {
  if ((model.calls.features[visits.ints[call + CONNECTION]] & DEADLINE) === 0) return Number.POSITIVE_INFINITY
  return deadlineOf[call / visitSize] - queue.clock[0]
}

/** An attempt begins. Of a deadline that is passed on the caller's caller keeps the time. */
export function startDeadlineTimer(w: World, call: number, connection: number): void {
  const own = w.model.deadlines.ms[connection]
  if (own === Number.POSITIVE_INFINITY) return
  const left = timeLeft(w, call)
  const epoch = w.visits.ints[call + EPOCH]
  if (left === own) w.queue.pushLane(w.model.deadlines.lane[connection], TIMEOUT, call, epoch)
  else w.queue.push(left, TIMEOUT, call, epoch)
}

/** Nobody waits for an attempt any more: its callee stops at the deadline, or when it is told. */
export function abandon(w: World, call: number): void {
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  const left = timeLeft(w, call)
  const tells = (w.model.calls.features[connection] & CANCELS) !== 0 && (w.faults.cut[connection] & CUT_THERE) === 0
  const hop = w.model.connections.latency[connection]
  // What is still on its way is caught up with where it arrives.
  if (left <= 0 && ints[call + STATE] >= WAITING) stop(w, call)
  else if (left <= 0 || tells) w.queue.push(Math.max(0, Math.min(hop, left <= 0 ? hop : left)), CANCEL, call, ints[call + GENERATION])
  else if (left < Number.POSITIVE_INFINITY) w.queue.push(left, CANCEL, call, ints[call + GENERATION])
}

/** A callee learns that its answer is not wanted. */
export function cancelled(w: World, visit: number, generation: number): void {
  const { ints } = w.visits
  if (ints[visit + GENERATION] !== generation || ints[visit + STATE] < WAITING) return
  const replica = ints[visit + REPLICA]
  if ((w.replicas.status[replica] & PAUSED) !== 0) defer(w, replica, CANCEL, visit, generation)
  else stop(w, visit)
}

/** A request is worked on no further, and what it asked others for is not wanted either. */
function stop(w: World, visit: number): void {
  const { visits, replicas, model } = w
  const { ints } = visits
  const component = ints[visit + COMPONENT]
  const replica = ints[visit + REPLICA]
  const features = model.serving.features[component]
  const state = ints[visit + STATE]
  if (state === WAITING) {
    replicas.waiting[replica]--
    w.meter.queue.down(component, w.queue.clock[0])
    if ((features & LINES_UP) !== 0) leaveItsLine(w, visit, component, replica)
    else leaveQueue(w, visit, replica)
    if ((features & BLOCKS) !== 0) admitBlocked(w, replica)
  } else if (state === WORKING && (features & SHARES_CPU) !== 0) takeOutOfShare(w, component, replica, visit)
  else if (state === CALLING) giveUpCalls(w, visit)
  w.visits.ints[visit + GENERATION]++
  w.meter.cancelled.add(component)
  finish(w, visit, CANCELLED)
}

function leaveQueue({ replicas, visits }: World, visit: number, replica: number): void {
  const { ints } = visits
  let before = -1
  for (let at = replicas.head[replica]; at !== visit; at = ints[at + NEXT]) before = at
  if (before < 0) replicas.head[replica] = ints[visit + NEXT]
  else ints[before + NEXT] = ints[visit + NEXT]
  if (replicas.tail[replica] === visit) replicas.tail[replica] = before
}

/** Who calls whom is known to the calls alone, so all are looked at, as when a replica stops. */
function giveUpCalls(w: World, caller: number): void {
  const { top } = w.visits
  for (let call = 0; call < top; call += visitSize) {
    const { ints } = w.visits
    if (ints[call + STATE] !== FREE && ints[call + CALLER] === caller) orphan(w, call)
  }
}
