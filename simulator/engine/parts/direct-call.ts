import { childKey } from '../chance/streams.ts'
import { Histogram } from '../measure/histogram.ts'
import type { Level } from '../measure/levels.ts'
import type { Meter } from '../measure/meter.ts'
import type { Model } from '../model/model.ts'
import type { ForeseenStation } from './foreseen-station.ts'
import type { PlainCall } from './plain-call.ts'
import {
  ARRIVED_AT,
  BROKEN,
  CALLER,
  CALLING,
  COMPONENT,
  CONNECTION,
  HOLDS,
  JOURNEY,
  KEY,
  MISSES,
  NOBODY,
  OPEN,
  REMAINING,
  REPLICA,
  SENT_AT,
  SPAN,
  STATE,
  STEP,
  TRIES,
} from './visits.ts'
import type { World } from './world.ts'

/**
 * A direct call is all that a source's requests come to: one plain call without a hop to a foreseen station that nobody else calls.
 * Request and call begin and end at the same moments, which are known when it is made: so it takes no visit, and has one latency that
 * is counted for the source, the journey, the connection and the station. What ends that makes two visits of each that is not over.
 */
export interface DirectCall {
  readonly source: number
  readonly component: number
  readonly replica: number
  readonly journey: number
  /** The source's step after the call. */
  readonly nextStep: number
  readonly call: PlainCall
  readonly station: ForeseenStation
  readonly inSystem: Level
  /** What has come and ended in the present interval, and is not yet counted for those it is about. */
  offered: number
  readonly latency: Histogram
}

/** By source; null: its requests are more than that. */
export function toDirectCalls(
  { sources, plan, journeys, components, connections }: Model,
  onlyCalls: (PlainCall | null)[],
  stations: (ForeseenStation | null)[],
  meter: Meter,
): (DirectCall | null)[] {
  return sources.map(({ component, journeys: offered, recording, users }, source) => {
    const journey = offered[0]
    const key = component * journeys.length + journey
    const call = onlyCalls[key] ?? null
    const station = call && stations[call.target]
    if (!call || !station?.isLeaf || !station.inOrder || offered.length > 1 || recording !== null || users > 0) return null
    if (call.latencyLane >= 0 || call.timeoutLane >= 0) return null
    if (connections.ids.some((_, k) => k !== call.connection && connections.to[k] === call.target)) return null
    station.direct = {
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
    return station.direct
  })
}

/** Offers a request of which all is known. False: it has to be a request and a call, and nothing has happened. */
export function offerDirectly(w: World, direct: DirectCall): boolean {
  const { call, station } = direct
  if (!station.undisturbed || !station.clear) return false
  if (w.replicas.status[direct.replica] === 0 && w.tracer.passes()) {
    if (station.admit(w, childKey(w.nextKeys[direct.source], call.salt), -1) >= 0) {
      w.nextKeys[direct.source]++
      return true
    }
    w.tracer.passed()
  }
  // Whatever else is done with it counts those that are there now.
  station.account(w)
  return false
}

/** A request of which all was known becomes two visits; the call is returned. */
export function toVisits(w: World, direct: DirectCall, key: number, arrivedAt: number): number {
  const { visits } = w
  const request = visits.take()
  const call = visits.take()
  const { ints, doubles } = visits
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
  ints[call + COMPONENT] = direct.call.target
  ints[call + REPLICA] = direct.station.replica
  ints[call + CONNECTION] = direct.call.connection
  ints[call + JOURNEY] = direct.journey
  ints[call + CALLER] = request
  ints[call + KEY] = key
  ints[call + HOLDS] = 0
  ints[call + SPAN] = 0
  ints[call + TRIES] = 0
  ints[call + REMAINING] = 0
  doubles[(call >> 1) + ARRIVED_AT] = arrivedAt
  doubles[(call >> 1) + SENT_AT] = arrivedAt
  return call
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
