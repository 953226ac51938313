import { keyedExponential } from '../chance/exponential.ts'
import { exponentialMean, sampleWork } from '../chance/work-sampler.ts'
import { WORK_DONE } from '../events/event-kinds.ts'
import type { Histogram } from '../measure/histogram.ts'
import type { Level } from '../measure/levels.ts'
import type { Meter } from '../measure/meter.ts'
import { COMPENSATED, TRANSACTION } from '../model/call-table.ts'
import { type Model, STATION } from '../model/model.ts'
import { finishDirectly, splitDirectOf } from './direct-call.ts'
import { OK } from './outcomes.ts'
import { answer } from './station.ts'
import { beginCalls } from './steps.ts'
import { ARRIVED_AT, CALLER, DONE_AT, GENERATION, HOLDS, KEY, NEXT, REPLICA, SOURCE_WAITS, STATE, WAITING, WORKING } from './visits.ts'
import { streamOf, WORK, type World } from './world.ts'

/**
 * A plain station has workers and a queue and nothing else, as most have. What happens there takes the short path in this file,
 * on the same cells, levels and histograms as the long one in `station.ts`, which takes over while a fault strikes the station.
 */
export interface PlainStation {
  /** No fault strikes it now. */
  clear: boolean
  readonly component: number
  readonly replica: number
  readonly concurrency: number
  readonly queueLimit: number
  readonly holdsWorker: boolean
  /** It calls nobody, whatever the journey. */
  readonly isLeaf: boolean
  /** 0: its work is not exponential. */
  readonly exponentialMs: number
  readonly workLane: number
  readonly loneWorkLane: number
  readonly stream: number
  readonly busy: Level
  readonly queue: Level
  readonly inSystem: Level
  readonly waiting: Histogram
  readonly latency: Histogram
}

/** By component; null: it is not plain. */
export function toPlainStations(model: Model, meter: Meter): (PlainStation | null)[] {
  const { components } = model
  return components.ids.map((_, component) =>
    isPlain(model, component)
      ? {
          clear: false,
          component,
          replica: components.firstReplica[component],
          concurrency: components.concurrency[component],
          queueLimit: components.queueLimit[component],
          holdsWorker: components.holdsWorker[component] === 1,
          isLeaf: model.journeys.every((_, j) => hasNoSteps(model, component * model.journeys.length + j)),
          exponentialMs: exponentialMean(components.work, component),
          workLane: components.workLane[component],
          loneWorkLane: components.loneWorkLane[component],
          stream: streamOf(component, WORK),
          busy: meter.busy.of(component),
          queue: meter.queue.of(component),
          inSystem: meter.inSystem.of(component),
          waiting: meter.waiting.interval.of(component),
          latency: meter.latency.interval.of(component),
        }
      : null,
  )
}

function hasNoSteps({ plan }: Model, key: number): boolean {
  return plan.firstStep[key] === plan.endStep[key]
}

function isPlain({ components, connections, calls, serving, endpoints, balancing, zones }: Model, c: number): boolean {
  const { caches, instances, scaling, primaries, rows } = components
  const has = [caches, instances, scaling, primaries, rows].some((table) => table[c] !== null)
  return (
    components.model[c] === STATION &&
    components.mostReplicas[c] === 1 &&
    components.failureRate[c] === 0 &&
    (zones === null || zones.zone[components.firstReplica[c]] < 0) &&
    serving.features[c] === 0 &&
    endpoints.models[c] === null &&
    !balancing.some((rule, k) => rule !== null && connections.to[k] === c) &&
    !connections.fills.some((slot, k) => slot >= 0 && connections.from[k] === c) &&
    !calls.features.some((features, k) => (features & (TRANSACTION | COMPENSATED)) !== 0 && connections.from[k] === c) &&
    !has
  )
}

/** What strikes a component is about to change: until that is done, its requests take the long path. */
export function leaveShortPath(w: World, component: number): void {
  splitDirectOf(w, component)
  const station = w.plainStations[component]
  if (station !== null) station.clear = false
}

/** What strikes a component has changed. */
export function noteComponentFaults(w: World, component: number): void {
  const station = w.plainStations[component]
  if (station === null) return
  const { replica } = station
  station.clear = w.replicas.status[replica] === 0 && w.faults.slow[replica] === 1 && w.faults.replicaErrors[replica] === 0
}

/** Whether a request that comes now gets a worker or a place in the queue. */
export function hasRoom({ replicas }: World, { replica, concurrency, queueLimit }: PlainStation): boolean {
  return replicas.busy[replica] < concurrency || replicas.waiting[replica] < queueLimit
}

/** A request reaches the station. False: it has no room, and nothing has happened. */
export function reachPlain(w: World, visit: number, station: PlainStation): boolean {
  if (!hasRoom(w, station)) return false
  w.meter.offered.add(station.component)
  admitPlain(w, visit, station, w.queue.clock[0])
  return true
}

/** A request for which there is room gets a worker or waits for one. */
export function admitPlain(w: World, visit: number, station: PlainStation, now: number): void {
  const { replicas } = w
  const { ints, doubles } = w.visits
  const { replica } = station
  doubles[(visit >> 1) + ARRIVED_AT] = now
  ints[visit + REPLICA] = replica
  station.inSystem.up(now)
  replicas.load[replica]++
  if (replicas.busy[replica] < station.concurrency) {
    replicas.busy[replica]++
    station.busy.up(now)
    station.waiting.record(0)
    work(w, visit, station, now)
  } else {
    ints[visit + STATE] = WAITING
    ints[visit + NEXT] = -1
    if (replicas.waiting[replica]++ === 0) replicas.head[replica] = visit
    else ints[replicas.tail[replica] + NEXT] = visit
    replicas.tail[replica] = visit
    station.queue.up(now)
  }
}

function work(w: World, visit: number, station: PlainStation, now: number): void {
  const { ints, doubles } = w.visits
  const { exponentialMs, stream } = station
  ints[visit + STATE] = WORKING
  ints[visit + HOLDS] = 1
  const ms =
    exponentialMs > 0
      ? exponentialMs * keyedExponential(w.chance, stream, ints[visit + KEY])
      : sampleWork(w.model.components.work, station.component, w.chance, stream, ints[visit + KEY])
  doubles[(visit >> 1) + DONE_AT] = now + ms
  if (station.workLane >= 0) w.queue.pushLane(station.workLane, WORK_DONE, visit, ints[visit + GENERATION])
  else if (station.loneWorkLane >= 0) w.queue.pushAlone(station.loneWorkLane, ms, WORK_DONE, visit, ints[visit + GENERATION])
  else w.queue.push(ms, WORK_DONE, visit, ints[visit + GENERATION])
}

/** A worker has done its work on a request. */
export function workDonePlain(w: World, visit: number, station: PlainStation): void {
  if (station.isLeaf) {
    finishPlain(w, visit, station)
    return
  }
  if (!station.holdsWorker) passWorkerOn(w, visit, station, w.queue.clock[0])
  beginCalls(w, visit)
}

/** The worker turns to the request that waits longest, if one does. */
function passWorkerOn(w: World, visit: number, station: PlainStation, now: number): void {
  const { replicas } = w
  const { ints, doubles } = w.visits
  const { replica } = station
  ints[visit + HOLDS] = 0
  if (replicas.waiting[replica] === 0) {
    replicas.busy[replica]--
    station.busy.down(now)
    return
  }
  const next = replicas.head[replica]
  replicas.head[replica] = ints[next + NEXT]
  replicas.waiting[replica]--
  station.queue.down(now)
  const waited = now - doubles[(next >> 1) + ARRIVED_AT]
  station.waiting.record(waited)
  if (waited > 0) w.meter.waited.add(station.component)
  work(w, next, station, now)
}

/** A request is done well and its answer sets out. */
export function finishPlain(w: World, visit: number, station: PlainStation): void {
  const { ints, doubles } = w.visits
  const now = w.queue.clock[0]
  const took = now - doubles[(visit >> 1) + ARRIVED_AT]
  station.inSystem.down(now)
  w.replicas.load[station.replica]--
  if (ints[visit + HOLDS] === 1) passWorkerOn(w, visit, station, now)
  if (ints[visit + CALLER] === SOURCE_WAITS && finishDirectly(w, visit, took, now)) return
  station.latency.record(took)
  answer(w, visit, OK)
}
