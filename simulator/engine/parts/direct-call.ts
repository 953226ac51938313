import { childKey } from '../chance/streams.ts'
import { TIMEOUT } from '../events/event-kinds.ts'
import { Histogram } from '../measure/histogram.ts'
import type { Level } from '../measure/levels.ts'
import type { Meter } from '../measure/meter.ts'
import type { Model } from '../model/model.ts'
import type { PlainCall } from './plain-call.ts'
import { admitPlain, hasRoom, type PlainStation } from './plain-station.ts'
import {
  ARRIVED_AT,
  BROKEN,
  CALLER,
  CALLING,
  COMPONENT,
  CONNECTION,
  EPOCH,
  FREE,
  HOLDS,
  JOURNEY,
  KEY,
  MISSES,
  NOBODY,
  OPEN,
  REMAINING,
  REPLICA,
  SENT_AT,
  SOURCE_WAITS,
  SPAN,
  STATE,
  STEP,
  TRIES,
  visitSize,
} from './visits.ts'
import type { World } from './world.ts'

/**
 * A direct call is all that a source's requests come to: one plain call without a hop to a plain station. While all goes well the
 * request and its call begin and end at the same moments, and so they are one visit, and one latency that is counted for the
 * source, the journey, the connection and the station. Before anything else can happen to it, it is split into the two.
 */
export interface DirectCall {
  readonly source: number
  readonly component: number
  readonly replica: number
  readonly journey: number
  /** The source's step after the call. */
  readonly nextStep: number
  readonly call: PlainCall
  readonly station: PlainStation
  readonly inSystem: Level
  /** What has come and ended in the present interval, and is not yet counted for those it is about. */
  offered: number
  readonly latency: Histogram
}

/** By source; null: its requests are more than that. */
export function toDirectCalls(
  { sources, plan, journeys, components, connections }: Model,
  onlyCalls: (PlainCall | null)[],
  stations: (PlainStation | null)[],
  meter: Meter,
): (DirectCall | null)[] {
  return sources.map(({ component, journeys: offered, recording, users }, source) => {
    const journey = offered[0]
    const key = component * journeys.length + journey
    const call = onlyCalls[key] ?? null
    const station = call && stations[call.target]
    if (!call || !station || offered.length > 1 || recording !== null || users > 0) return null
    if (call.latencyLane >= 0 || connections.async[call.connection] === 1) return null
    return {
      source,
      component,
      replica: components.firstReplica[component],
      journey,
      nextStep: plan.firstStep[key] + 1,
      call,
      station,
      inSystem: meter.inSystem.of(component),
      offered: 0,
      latency: new Histogram(),
    }
  })
}

/** Offers a request as one visit. False: it has to be a request and a call, and nothing has happened. */
export function offerDirectly(w: World, direct: DirectCall): boolean {
  const { call, station, replica } = direct
  const { replicas, visits, tracer, queue } = w
  if (!call.clear || !station.clear || replicas.status[replica] !== 0 || !hasRoom(w, station) || !tracer.passes()) return false
  const visit = visits.take()
  const { ints } = visits
  const now = queue.clock[0]
  ints[visit + COMPONENT] = call.target
  ints[visit + CONNECTION] = call.connection
  ints[visit + JOURNEY] = direct.journey
  ints[visit + CALLER] = SOURCE_WAITS
  ints[visit + KEY] = childKey(w.nextKeys[direct.source]++, call.salt)
  ints[visit + HOLDS] = 0
  ints[visit + SPAN] = 0
  direct.offered++
  direct.inSystem.up(now)
  replicas.load[replica]++
  if (call.timeoutLane >= 0) queue.pushLane(call.timeoutLane, TIMEOUT, visit, ints[visit + EPOCH])
  admitPlain(w, visit, station, now)
  return true
}

/** The station is done well with a visit. False: it is the long way to its caller, and nothing has happened. */
export function finishDirectly(w: World, visit: number, took: number, now: number): boolean {
  const direct = w.directOf[w.visits.ints[visit + CONNECTION]]
  if (direct === null) return false
  direct.latency.record(took)
  direct.inSystem.down(now)
  w.replicas.load[direct.replica]--
  w.visits.give(visit)
  return true
}

/** A request and its call become two visits. The call keeps its number, which events and queues know. */
export function splitDirect(w: World, call: number): void {
  const { visits } = w
  const direct = w.directOf[visits.ints[call + CONNECTION]]
  if (direct === null) return
  const request = visits.take()
  const { ints, doubles } = visits
  const arrivedAt = doubles[(call >> 1) + ARRIVED_AT]
  ints[request + STATE] = CALLING
  ints[request + COMPONENT] = direct.component
  ints[request + REPLICA] = direct.replica
  ints[request + CONNECTION] = -1
  ints[request + JOURNEY] = direct.journey
  ints[request + CALLER] = NOBODY
  // All its chance is in its call, which has its key.
  ints[request + KEY] = 0
  ints[request + HOLDS] = 0
  ints[request + SPAN] = 0
  ints[request + STEP] = direct.nextStep
  ints[request + OPEN] = 1
  ints[request + BROKEN] = 0
  ints[request + MISSES] = 0
  doubles[(request >> 1) + ARRIVED_AT] = arrivedAt
  ints[call + CALLER] = request
  ints[call + TRIES] = 0
  ints[call + REMAINING] = 0
  doubles[(call >> 1) + SENT_AT] = arrivedAt
}

/** What strikes a component is about to change: its direct calls become requests and calls. */
export function splitDirectOf(w: World, component: number): void {
  for (const direct of w.directs) {
    if (direct !== null && (direct.component === component || direct.station.component === component)) splitAlong(w, direct.call.connection)
  }
}

export function splitAlong(w: World, connection: number): void {
  if (w.directOf[connection] === null) return
  const { top } = w.visits
  for (let visit = 0; visit < top; visit += visitSize) {
    const { ints } = w.visits
    const isDirect = ints[visit + STATE] !== FREE && ints[visit + CALLER] === SOURCE_WAITS
    if (isDirect && ints[visit + CONNECTION] === connection) splitDirect(w, visit)
  }
}

/** Counts what direct calls came to for those they are about. Call before an interval ends. */
export function countDirect({ directs, meter }: World): void {
  for (const direct of directs) {
    if (direct === null) continue
    const { component, journey, station, call, latency } = direct
    const subjects = [component, meter.firstJourney + journey, station.component, meter.firstConnection + call.connection]
    for (const subject of subjects) meter.latency.interval.of(subject).add(latency)
    latency.clear()
    for (const subject of subjects.slice(0, 3)) meter.offered.interval[subject] += direct.offered
    direct.offered = 0
  }
}
