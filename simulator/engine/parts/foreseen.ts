import { ANSWER_DUE, REACH, TIMEOUT, WORK_DONE } from '../events/event-kinds.ts'
import { takeAnswer } from './caller.ts'
import { toVisits } from './direct-call.ts'
import type { ForeseenStation } from './foreseen-station.ts'
import { OK, QUEUE_FULL } from './outcomes.ts'
import type { PlainCall } from './plain-call.ts'
import { answer, split, turnAway } from './station.ts'
import {
  ANSWERING,
  ARRIVED_AT,
  CALLER,
  CONNECTION,
  DONE_AT,
  EPOCH,
  GENERATION,
  HOLDS,
  KEY,
  NEXT,
  NOBODY,
  REPLICA,
  SENT_AT,
  STATE,
  TRAVELLING,
  visitSize,
  WAITING,
  WORKING,
} from './visits.ts'
import type { World } from './world.ts'

/** What REACH carries for a request of which it is known that it will find no room. */
const FINDS_NO_ROOM = 1

/** A plain call sets out, and what becomes of it is known by that. False: it is not, and nothing has happened. */
export function sendForeseen(w: World, call: number, plain: PlainCall): boolean {
  const { queue } = w
  const station = w.foreseen[plain.target]
  if (station === null || !station.clear || !station.undisturbed || !station.inOrder) return false
  const { ints } = w.visits
  const place = station.admit(w, ints[call + KEY], call)
  if (place < 0) {
    if (plain.timeoutLane >= 0) queue.pushLane(plain.timeoutLane, TIMEOUT, call, ints[call + EPOCH])
    if (plain.latencyLane >= 0) queue.pushLane(plain.latencyLane, REACH, call, FINDS_NO_ROOM)
    else queue.pushAtOnce(REACH, call, FINDS_NO_ROOM)
    return true
  }
  // Of an answer that comes in time nobody needs to be warned.
  if (plain.timeoutLane >= 0 && !(station.isLeaf && isInTime(w, plain, station.endsAt(place))))
    queue.pushLane(plain.timeoutLane, TIMEOUT, call, ints[call + EPOCH])
  foresee(w, call, station, place, plain)
  return true
}

function isInTime(w: World, plain: PlainCall, endsAt: number): boolean {
  return endsAt + plain.latencyMs < w.queue.clock[0] + plain.timeoutMs
}

/** A request reaches a station of which all is foreseen. */
export function reachForeseen(w: World, visit: number, station: ForeseenStation, known: number): void {
  const { ints } = w.visits
  const connection = ints[visit + CONNECTION]
  // What was known when it set out holds only where nothing has struck the station since.
  const place = known === FINDS_NO_ROOM && station.undisturbed ? -1 : station.admit(w, ints[visit + KEY], visit)
  if (place < 0) {
    w.meter.offered.add(station.component)
    turnAway(w, visit, QUEUE_FULL)
    return
  }
  const plain = w.plainCalls[connection]
  const async = w.model.connections.async[connection] === 1 && ints[visit + CALLER] >= 0
  if (!async) {
    foresee(w, visit, station, place, plain?.clear ? plain : null)
    return
  }
  const own = split(w, visit)
  station.setVisit(place, own)
  foresee(w, own, station, place, null)
  answer(w, visit, OK)
}

/** Schedules what follows a request's work: its answer at its caller, where that is known as well, or the end of its work. */
function foresee(w: World, visit: number, station: ForeseenStation, place: number, plain: PlainCall | null): void {
  const { ints, doubles } = w.visits
  doubles[(visit >> 1) + ARRIVED_AT] = station.arrivesAt(place)
  ints[visit + STATE] = WORKING
  ints[visit + REPLICA] = station.replica
  ints[visit + HOLDS] = 0
  if (station.isLeaf && plain !== null) schedule(w, station, station.endsAt(place) + plain.latencyMs, ANSWER_DUE, visit)
  else schedule(w, station, station.endsAt(place), WORK_DONE, visit)
}

function schedule(w: World, { lane }: ForeseenStation, time: number, kind: number, visit: number): void {
  const generation = w.visits.ints[visit + GENERATION]
  if (lane >= 0) w.queue.pushInOrder(lane, time, kind, visit, generation)
  else w.queue.pushAt(time, kind, visit, generation)
}

/** A foreseen answer reaches its caller. */
export function answerDue(w: World, visit: number, generation: number): void {
  if (w.visits.ints[visit + GENERATION] === generation) takeAnswer(w, visit, OK)
}

/** What strikes a component is about to change: until that is done, what happens there, and to whom it sends, is not foreseen. */
export function leaveForeseen(w: World, component: number): void {
  const station = w.foreseen[component]
  if (station?.clear) leave(w, station)
  for (const direct of w.directs) if (direct?.component === component && direct.station.clear) leave(w, direct.station)
}

/** What strikes a component has changed. */
export function noteComponentFaults(w: World, component: number): void {
  enterWhereClear(w, w.foreseen[component])
  for (const direct of w.directs) if (direct?.component === component) enterWhereClear(w, direct.station)
}

/** What faults come to for a connection has changed. */
export function noteConnectionFaults(w: World, connection: number): void {
  const call = w.plainCalls[connection]
  const clear = w.faults.disturbed[connection] === 0 && w.faults.connectionErrors[connection] === 0
  if (call === null || call.clear === clear) return
  call.clear = clear
  const station = w.foreseen[call.target]
  if (clear) enterWhereClear(w, station)
  else if (station?.clear) leave(w, station)
}

/** All that was foreseen and is not over becomes requests that travel, wait or are worked on. */
function leave(w: World, station: ForeseenStation): void {
  const { queue, replicas, visits } = w
  const { replica } = station
  const now = queue.clock[0]
  const setOut = station.undisturbed && station.inOrder
  const { left, begun } = station.takeOut(w)
  if (station.isLeaf) for (const visit of workingOn(w, replica)) visits.ints[visit + STATE] = ANSWERING
  for (const place of left) {
    const at = station.arrivesAt(place)
    const direct = station.visitAt(place) < 0 ? station.direct : null
    const visit = direct ? toVisits(w, direct, station.keyAt(place), at) : station.visitAt(place)
    const { ints, doubles } = visits
    const plain = w.plainCalls[ints[visit + CONNECTION]]
    if (setOut && plain !== null) setTimer(w, visit, plain, station, place)
    const works = place < begun
    // The end of work that goes on is scheduled already, unless its answer is.
    if (station.isLeaf || !works) ints[visit + GENERATION]++
    if (works) {
      ints[visit + STATE] = WORKING
      ints[visit + HOLDS] = 1
      doubles[(visit >> 1) + DONE_AT] = station.endsAt(place)
      replicas.busy[replica]++
      if (station.isLeaf) queue.pushAt(station.endsAt(place), WORK_DONE, visit, ints[visit + GENERATION])
    } else if (at <= now) {
      // Behind one that waits for a worker who is free at this very moment.
      if (!station.hasWaited(place)) w.meter.queue.up(station.component, now)
      ints[visit + STATE] = WAITING
      ints[visit + NEXT] = -1
      if (replicas.waiting[replica]++ === 0) replicas.head[replica] = visit
      else ints[replicas.tail[replica] + NEXT] = visit
      replicas.tail[replica] = visit
    } else {
      ints[visit + STATE] = TRAVELLING
      ints[visit + REPLICA] = -1
      queue.pushAt(at, REACH, visit, 0)
    }
  }
}

/** A call whose answer was to come in time had no timer. */
function setTimer(w: World, call: number, plain: PlainCall, station: ForeseenStation, place: number): void {
  const { ints, doubles } = w.visits
  if (plain.timeoutLane < 0 || !station.isLeaf || ints[call + CALLER] === NOBODY) return
  const due = doubles[(call >> 1) + SENT_AT] + plain.timeoutMs
  if (station.endsAt(place) + plain.latencyMs < due) w.queue.pushAt(due, TIMEOUT, call, ints[call + EPOCH])
}

/** Where nothing strikes a station any more, what becomes of those on it, and of all that come, is foreseen from now on. */
function enterWhereClear(w: World, station: ForeseenStation | null): void {
  if (station === null || station.clear) return
  const { replicas, faults, model } = w
  const { replica, component } = station
  if (replicas.status[replica] !== 0 || faults.slow[replica] !== 1 || faults.replicaErrors[replica] !== 0) return
  if (w.plainCalls.some((call, k) => call !== null && !call.clear && model.connections.to[k] === component)) return
  station.clear = true
  const { ints, doubles } = w.visits
  for (const visit of workingOn(w, replica)) {
    ints[visit + HOLDS] = 0
    station.takeOver(w, visit, doubles[(visit >> 1) + ARRIVED_AT], doubles[(visit >> 1) + DONE_AT])
  }
  for (let left = replicas.waiting[replica], visit = replicas.head[replica]; left > 0; left--) {
    const next = ints[visit + NEXT]
    const place = station.takeOverWaiting(w, ints[visit + KEY], visit, doubles[(visit >> 1) + ARRIVED_AT])
    ints[visit + STATE] = WORKING
    schedule(w, station, station.endsAt(place), WORK_DONE, visit)
    visit = next
  }
  replicas.busy[replica] = 0
  replicas.waiting[replica] = 0
}

function workingOn(w: World, replica: number): number[] {
  const { ints, top } = w.visits
  const found: number[] = []
  for (let visit = 0; visit < top; visit += visitSize) {
    if (ints[visit + STATE] === WORKING && ints[visit + REPLICA] === replica) found.push(visit)
  }
  return found
}
