import { uniform } from '../chance/streams.ts'
import { sampleWork } from '../chance/work-sampler.ts'
import { WORK_DONE } from '../events/event-kinds.ts'
import { BROKER } from '../model/model.ts'
import { chooseReplica } from './balance.ts'
import { accept, isFull } from './broker.ts'
import { abandonCalls, beginCalls } from './caller.ts'
import { sendAnswer } from './network.ts'
import { FAILED, INJECTED, OK, QUEUE_FULL, REFUSED } from './outcomes.ts'
import { CALLED, DETACHED, ROOT, WAITING, WORKING } from './visits.ts'
import { DOWN, FAILURES, PAUSED, streamOf, WORK, type World } from './world.ts'

/** A request reaches its component: it gets a worker, waits for one, or is turned away. */
export function reach(w: World, visit: number): void {
  const { visits, replicas, meter, model } = w
  const component = visits.component[visit]
  meter.offered.add(component)
  const replica = visits.replica[visit] >= 0 ? visits.replica[visit] : chooseReplica(w, visits.connection[visit])
  if (replica < 0 || (replicas.status[replica] & DOWN) !== 0) {
    turnAway(w, visit, REFUSED)
    return
  }
  const isBroker = model.components.model[component] === BROKER
  if (isBroker && isFull(w, component)) {
    turnAway(w, visit, QUEUE_FULL)
    return
  }
  const now = w.queue.clock[0]
  visits.arrivedAt[visit] = now
  visits.replica[visit] = replica
  const free = replicas.busy[replica] < model.components.concurrency[component] && (replicas.status[replica] & PAUSED) === 0
  if (!free && !isBroker && replicas.waiting[replica] >= model.components.queueLimit[component]) {
    turnAway(w, visit, QUEUE_FULL)
    return
  }
  meter.inSystem.up(component, now)
  replicas.load[replica]++
  if (free) begin(w, visit, component, replica)
  else enqueue(w, visit, component, replica)
  if (visits.origin[visit] === CALLED && model.connections.async[visits.connection[visit]] === 1) detach(w, visit)
}

function begin(w: World, visit: number, component: number, replica: number): void {
  const { visits, model, queue, meter } = w
  const now = queue.clock[0]
  visits.state[visit] = WORKING
  visits.holds[visit] = 1
  w.replicas.busy[replica]++
  meter.busy.up(component, now)
  if (model.components.model[component] !== BROKER) {
    const waited = now - visits.arrivedAt[visit]
    meter.waiting.record(component, waited)
    if (waited > 0) meter.waited.add(component)
  }
  const slow = w.faults.slow[component]
  const work = sampleWork(model.components.work, component, w.chance, streamOf(component, WORK)) * slow
  visits.doneAt[visit] = now + work
  const lane = model.components.workLane[component]
  if (lane >= 0 && slow === 1) queue.pushLane(lane, work, WORK_DONE, visit, visits.generation[visit])
  else queue.push(work, WORK_DONE, visit, visits.generation[visit])
}

function enqueue(w: World, visit: number, component: number, replica: number): void {
  const { visits, replicas } = w
  visits.state[visit] = WAITING
  visits.next[visit] = -1
  if (replicas.waiting[replica]++ === 0) replicas.head[replica] = visit
  else visits.next[replicas.tail[replica]] = visit
  replicas.tail[replica] = visit
  w.meter.queue.up(component, w.queue.clock[0])
}

/** Gives free workers of a replica to the requests that wait longest. */
export function serveWaiting(w: World, component: number, replica: number): void {
  const { visits, replicas, model } = w
  while (replicas.waiting[replica] > 0 && replicas.busy[replica] < model.components.concurrency[component]) {
    if ((replicas.status[replica] & (PAUSED | DOWN)) !== 0) return
    const visit = replicas.head[replica]
    replicas.head[replica] = visits.next[visit]
    replicas.waiting[replica]--
    w.meter.queue.down(component, w.queue.clock[0])
    begin(w, visit, component, replica)
  }
}

/** A worker has done its work on a request; what follows is its calls, or its end. */
export function workDone(w: World, visit: number, generation: number): void {
  const { visits, model } = w
  if (visits.generation[visit] !== generation) return
  const component = visits.component[visit]
  if (model.components.holdsWorker[component] === 0 && model.components.model[component] !== BROKER) releaseWorker(w, visit)
  const rate = model.components.failureRate[component]
  const injected = w.faults.componentErrors[component]
  if (rate > 0 && uniform(w.chance, streamOf(component, FAILURES)) < rate) finish(w, visit, FAILED)
  else if (injected > 0 && uniform(w.chance, streamOf(component, FAILURES)) < injected) finish(w, visit, INJECTED)
  else if (model.components.model[component] === BROKER) accept(w, visit)
  else beginCalls(w, visit)
}

function releaseWorker(w: World, visit: number): void {
  const { visits, replicas } = w
  const component = visits.component[visit]
  const replica = visits.replica[visit]
  visits.holds[visit] = 0
  replicas.busy[replica]--
  w.meter.busy.down(component, w.queue.clock[0])
  serveWaiting(w, component, replica)
}

/** A request leaves its component and its answer sets out. */
export function finish(w: World, visit: number, outcome: number): void {
  const { visits, meter } = w
  const now = w.queue.clock[0]
  const component = visits.component[visit]
  if (visits.firstCall[visit] >= 0) abandonCalls(w, visit)
  meter.inSystem.down(component, now)
  w.replicas.load[visits.replica[visit]]--
  if (visits.holds[visit] === 1) releaseWorker(w, visit)
  meter.answered(component, outcome === OK, now - visits.arrivedAt[visit])
  if (visits.origin[visit] === ROOT) {
    meter.answered(meter.firstJourney + visits.journey[visit], outcome === OK, now - visits.arrivedAt[visit])
    if (visits.span[visit] !== 0) w.tracer.endRoot(visits.span[visit], now, outcome)
  }
  leave(w, visit, outcome)
}

/** A request that its component does not take up. */
function turnAway(w: World, visit: number, outcome: number): void {
  w.meter.answered(w.visits.component[visit], false, 0)
  leave(w, visit, outcome)
}

function leave(w: World, visit: number, outcome: number): void {
  const { visits } = w
  const called = visits.origin[visit] === CALLED
  const connection = visits.connection[visit]
  const call = visits.call[visit]
  const epoch = visits.epoch[visit]
  visits.give(visit)
  if (called && w.calls.epoch[call] === epoch) sendAnswer(w, connection, call, (epoch << 4) | outcome)
}

/** The caller of an asynchronous call hears that its message is accepted and goes on; the visit goes on alone. */
function detach(w: World, visit: number): void {
  const { visits } = w
  const call = visits.call[visit]
  const epoch = visits.epoch[visit]
  visits.origin[visit] = DETACHED
  if (w.calls.epoch[call] === epoch) sendAnswer(w, visits.connection[visit], call, (epoch << 4) | OK)
}
