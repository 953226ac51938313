import { keyedUniform } from '../chance/streams.ts'
import { sampleWork } from '../chance/work-sampler.ts'
import { WORK_DONE } from '../events/event-kinds.ts'
import { BROKER } from '../model/model.ts'
import { ADAPTS, BLOCKS, LINES_UP, MEMORY_BOUND, RATE_LIMITED, SHARES_CPU, THROTTLES } from '../model/serving-table.ts'
import { chooseReplica } from './balance.ts'
import { admitBlocked, isBehindOthers, waitOutside } from './blocked.ts'
import { accept, isFull } from './broker.ts'
import { lookUp } from './cache.ts'
import { keepEndpoint, sampleEndpoint } from './endpoints.ts'
import { endFetches } from './fills.ts'
import { reachForeseen } from './foreseen.ts'
import { mayBegin, returnInstance, takeInstance } from './instances.ts'
import { joinLine, takeFirst } from './lines.ts'
import { checkMemory } from './memory.ts'
import { sendAnswer } from './network.ts'
import { CONFLICT, DEGRADED, FAILED, INJECTED, OK, QUEUE_FULL, RATE_EXCEEDED, REFUSED } from './outcomes.ts'
import { notePrimary } from './primary.ts'
import { beginOnRow, conflicts } from './rows.ts'
import { beginShared } from './shared-cpu.ts'
import { beginCalls } from './steps.ts'
import { admitsThroughput } from './throughput.ts'
import { endTransactions } from './transactions.ts'
import { think } from './users.ts'
import {
  ANSWERING,
  ARRIVED_AT,
  BLOCKED,
  CALLER,
  COMPONENT,
  CONNECTION,
  DONE_AT,
  GENERATION,
  HOLDS,
  JOURNEY,
  KEY,
  NEXT,
  NOBODY,
  REPLICA,
  SPAN,
  STATE,
  TRIES,
  WAITING,
  WORKING,
} from './visits.ts'
import { DOWN, FAILURES, PAUSED, streamOf, WORK, type World } from './world.ts'
import { crossesBack, crossesThere } from './zones.ts'

/** A request reaches its component: it gets a worker, waits for one, or is turned away. */
export function reach(w: World, visit: number, known: number): void {
  const { replicas, meter, model } = w
  const { ints } = w.visits
  const component = ints[visit + COMPONENT]
  const foreseen = w.foreseen[component]
  if (foreseen?.clear) {
    reachForeseen(w, visit, foreseen, known)
    return
  }
  const connection = ints[visit + CONNECTION]
  if (model.zones !== null && crossesThere(w, visit, connection)) return
  meter.offered.add(component)
  const replica = ints[visit + REPLICA] >= 0 ? ints[visit + REPLICA] : chooseReplica(w, connection, visit)
  ints[visit + REPLICA] = replica
  if (replica < 0 || (replicas.status[replica] & DOWN) !== 0) {
    turnAway(w, visit, REFUSED)
    return
  }
  const isBroker = model.components.model[component] === BROKER
  const features = model.serving.features[component]
  if (
    isBroker &&
    (isFull(w, component, (features & BLOCKS) === 0 ? 0 : replicas.busy[replica] + replicas.waiting[replica]) ||
      ((features & BLOCKS) !== 0 && isBehindOthers(w, visit, replica)))
  ) {
    if ((features & BLOCKS) === 0) turnAway(w, visit, QUEUE_FULL)
    else waitOutside(w, visit, replica)
    return
  }
  if ((features & RATE_LIMITED) !== 0 && ints[visit + STATE] !== BLOCKED && !w.limits.take(component, w.queue.clock[0])) {
    turnAway(w, visit, RATE_EXCEEDED)
    return
  }
  if ((features & THROTTLES) !== 0 && ints[visit + STATE] !== BLOCKED && !admitsThroughput(w, visit, component)) {
    turnAway(w, visit, RATE_EXCEEDED)
    return
  }
  if ((features & ADAPTS) !== 0 && !w.limiters[replica]?.admits(replicas.load[replica])) {
    turnAway(w, visit, QUEUE_FULL)
    return
  }
  const free = replicas.busy[replica] < model.components.concurrency[component] && (replicas.status[replica] & PAUSED) === 0
  if ((features & BLOCKS) !== 0 && !isBroker && isBehindOthers(w, visit, replica)) {
    waitOutside(w, visit, replica)
    return
  }
  if (!free && !isBroker && replicas.waiting[replica] >= model.components.queueLimit[component]) {
    if ((features & BLOCKS) === 0) turnAway(w, visit, QUEUE_FULL)
    else waitOutside(w, visit, replica)
    return
  }
  const wasBlocked = ints[visit + STATE] === BLOCKED
  const now = w.queue.clock[0]
  const instances = w.functions[component]
  if (free && instances !== null && !mayBegin(instances, now)) {
    turnAway(w, visit, RATE_EXCEEDED)
    return
  }
  const async = model.connections.async[connection] === 1 && ints[visit + CALLER] >= 0
  const taken = async ? split(w, visit) : visit
  w.visits.doubles[(taken >> 1) + ARRIVED_AT] = now
  w.visits.ints[taken + REPLICA] = replica
  meter.inSystem.up(component, now)
  replicas.load[replica]++
  if (free) begin(w, taken, component, replica)
  else enqueue(w, taken, component, replica)
  if (async) answer(w, visit, OK)
  if (wasBlocked) admitBlocked(w, replica)
}

/**
 * The caller of an asynchronous call goes on once its request is accepted: what is left for it to hear stays with the visit it
 * made, and the request goes on as a visit of its own, nobody's.
 */
export function split(w: World, visit: number): number {
  const { visits } = w
  const own = visits.take()
  const { ints } = visits
  ints[own + COMPONENT] = ints[visit + COMPONENT]
  ints[own + CONNECTION] = ints[visit + CONNECTION]
  ints[own + JOURNEY] = ints[visit + JOURNEY]
  ints[own + SPAN] = ints[visit + SPAN]
  ints[own + KEY] = ints[visit + KEY]
  ints[own + TRIES] = ints[visit + TRIES]
  ints[own + CALLER] = NOBODY
  ints[own + HOLDS] = 0
  keepEndpoint(w, visit, own)
  return own
}

function begin(w: World, visit: number, component: number, replica: number): void {
  const { model, queue, meter } = w
  const { ints, doubles } = w.visits
  const now = queue.clock[0]
  ints[visit + STATE] = WORKING
  ints[visit + HOLDS] = 1
  w.replicas.busy[replica]++
  meter.busy.up(component, now)
  if (w.primaries[component] !== null) notePrimary(w, component)
  if (model.components.model[component] !== BROKER) {
    const waited = now - doubles[(visit >> 1) + ARRIVED_AT]
    meter.waiting.record(component, waited)
    if (waited > 0) meter.waited.add(component)
  }
  if (w.rows[component] !== null) beginOnRow(w, visit, component, w.rows[component])
  const slow = w.faults.slow[replica]
  const endpoints = model.endpoints.models[component]
  const drawn =
    endpoints === null
      ? sampleWork(model.components.work, component, w.chance, streamOf(component, WORK), ints[visit + KEY])
      : sampleEndpoint(w, visit, component, endpoints)
  let work = drawn * slow
  const instances = w.functions[component]
  if (instances !== null) work += takeInstance(w, visit, component, instances)
  doubles[(visit >> 1) + DONE_AT] = now + work
  const features = model.serving.features[component]
  if ((features & MEMORY_BOUND) !== 0) checkMemory(w, component, replica)
  if ((features & SHARES_CPU) !== 0) {
    beginShared(w, visit, component, replica, work)
    return
  }
  const lane = model.components.workLane[component]
  if (lane >= 0 && slow === 1) queue.pushLane(lane, WORK_DONE, visit, ints[visit + GENERATION])
  else queue.push(work, WORK_DONE, visit, ints[visit + GENERATION])
}

function enqueue(w: World, visit: number, component: number, replica: number): void {
  const { replicas } = w
  const { ints } = w.visits
  ints[visit + STATE] = WAITING
  if ((w.model.serving.features[component] & LINES_UP) !== 0) {
    replicas.waiting[replica]++
    joinLine(w, visit, component, replica)
  } else {
    ints[visit + NEXT] = -1
    if (replicas.waiting[replica]++ === 0) replicas.head[replica] = visit
    else ints[replicas.tail[replica] + NEXT] = visit
    replicas.tail[replica] = visit
  }
  w.meter.queue.up(component, w.queue.clock[0])
  if (w.primaries[component] !== null) notePrimary(w, component)
}

/** Gives free workers of a replica to the requests that wait longest. */
export function serveWaiting(w: World, component: number, replica: number): void {
  const { visits, replicas, model } = w
  const linesUp = (model.serving.features[component] & LINES_UP) !== 0
  while (replicas.waiting[replica] > 0 && replicas.busy[replica] < model.components.concurrency[component]) {
    if ((replicas.status[replica] & (PAUSED | DOWN)) !== 0) return
    const visit = linesUp ? takeFirst(w, component, replica) : replicas.head[replica]
    if (!linesUp) replicas.head[replica] = visits.ints[visit + NEXT]
    replicas.waiting[replica]--
    w.meter.queue.down(component, w.queue.clock[0])
    begin(w, visit, component, replica)
  }
  if ((model.serving.features[component] & BLOCKS) !== 0) admitBlocked(w, replica)
}

/** A worker has done its work on a request; what follows is its calls, or its end. */
export function workDone(w: World, visit: number, generation: number): void {
  const { model } = w
  const { ints } = w.visits
  if (ints[visit + GENERATION] !== generation) return
  const component = ints[visit + COMPONENT]
  const foreseen = w.foreseen[component]
  if (foreseen?.clear) {
    if (foreseen.isLeaf) answer(w, visit, OK)
    else beginCalls(w, visit)
    return
  }
  const letsGo = ints[visit + HOLDS] === 1 && model.components.holdsWorker[component] === 0
  if (letsGo && model.components.model[component] !== BROKER) releaseWorker(w, visit)
  const rate = model.components.failureRate[component]
  const injected = w.faults.replicaErrors[ints[visit + REPLICA]]
  const key = ints[visit + KEY]
  if (rate > 0 && keyedUniform(w.chance, streamOf(component, FAILURES), key) < rate) finish(w, visit, FAILED)
  else if (injected > 0 && keyedUniform(w.chance, streamOf(component, FAILURES), ~key) < injected) finish(w, visit, INJECTED)
  else if (model.components.model[component] === BROKER) accept(w, visit)
  else if (w.rows[component] !== null && conflicts(w, visit, component, w.rows[component])) finish(w, visit, CONFLICT)
  else {
    const cache = w.caches[component]
    if (cache === null) beginCalls(w, visit)
    else lookUp(w, visit, cache)
  }
}

/** The worker that a request occupies turns to the next. */
export function releaseWorker(w: World, visit: number): void {
  const { replicas } = w
  const { ints } = w.visits
  const component = ints[visit + COMPONENT]
  const replica = ints[visit + REPLICA]
  ints[visit + HOLDS] = 0
  replicas.busy[replica]--
  w.meter.busy.down(component, w.queue.clock[0])
  if (w.primaries[component] !== null) notePrimary(w, component)
  const instances = w.functions[component]
  if (instances !== null) returnInstance(w, visit, component, instances)
  serveWaiting(w, component, replica)
}

/** A request leaves its component and its answer sets out. */
export function finish(w: World, visit: number, outcome: number): void {
  const { meter } = w
  const { ints, doubles } = w.visits
  const component = ints[visit + COMPONENT]
  // Those who have come are counted before one leaves.
  w.foreseen[component]?.accountArrivals(w)
  const now = w.queue.clock[0]
  const took = now - doubles[(visit >> 1) + ARRIVED_AT]
  const fetches = w.fills.of.size > 0 ? w.fills.of.get(visit) : undefined
  if (fetches) w.fills.of.delete(visit)
  if (w.sagas.size > 0) w.sagas.delete(visit)
  if (w.transactions.size > 0) endTransactions(w, visit, ints[visit + REPLICA])
  meter.inSystem.down(component, now)
  w.replicas.load[ints[visit + REPLICA]]--
  if (ints[visit + HOLDS] === 1) releaseWorker(w, visit)
  meter.answered(component, outcome <= OK, took)
  if (outcome <= OK && (w.model.serving.features[component] & ADAPTS) !== 0) w.limiters[ints[visit + REPLICA]]?.answered(took)
  if (outcome === DEGRADED) noteDegradedAnswer(w, visit, component)
  if (ints[visit + CONNECTION] < 0) {
    meter.answered(meter.firstJourney + ints[visit + JOURNEY], outcome <= OK, took)
    if (ints[visit + SPAN] !== 0) w.tracer.endRoot(ints[visit + SPAN], now, outcome)
    const source = w.sourceOf[component]
    if (w.users[source] !== null) think(w, source)
  }
  answer(w, visit, outcome)
  if (fetches) endFetches(w, fetches, outcome)
}

function noteDegradedAnswer({ meter, visits }: World, visit: number, component: number): void {
  meter.degraded.add(component)
  if (visits.ints[visit + CONNECTION] < 0) meter.degraded.add(meter.firstJourney + visits.ints[visit + JOURNEY])
}

/** A request that its component does not take up. */
export function turnAway(w: World, visit: number, outcome: number): void {
  const component = w.visits.ints[visit + COMPONENT]
  w.meter.answered(component, false, 0)
  w.meter.rejected.add(component)
  w.meter.limits.turnedAway(component, outcome)
  answer(w, visit, outcome)
}

/** The component is done with a visit, and its caller, if it still has one, is told. */
export function answer(w: World, visit: number, outcome: number): void {
  const { ints } = w.visits
  if (ints[visit + CALLER] === NOBODY) {
    w.visits.give(visit)
    return
  }
  w.visits.ints[visit + STATE] = ANSWERING
  if (w.model.zones !== null && crossesBack(w, visit, outcome)) return
  sendAnswer(w, ints[visit + CONNECTION], visit, outcome)
}

/** An answer has come out of its zone and goes on. */
export function crossed(w: World, visit: number, outcome: number): void {
  sendAnswer(w, w.visits.ints[visit + CONNECTION], visit, outcome)
}
