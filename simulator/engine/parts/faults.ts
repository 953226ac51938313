import {
  addConnectionEffect,
  addReplicaEffect,
  type ConnectionTrouble,
  either,
  noConnectionTrouble,
  noReplicaTrouble,
  type ReplicaTrouble,
} from '../../../app/faults/effects.ts'
import { quietTime } from '../../../app/run/fault-repeats.ts'
import { exponential } from '../chance/exponential.ts'
import { FAULT_BEGINS, FAULT_ENDS } from '../events/event-kinds.ts'
import type { FaultModel } from '../model/fault-models.ts'
import { MEMORY_BOUND, SHARES_CPU } from '../model/serving-table.ts'
import { deliverAgain } from './broker.ts'
import { leaveForeseen, noteComponentFaults, noteConnectionFaults } from './foreseen.ts'
import { noteServesAgain } from './host-pool.ts'
import { showInstances } from './instances.ts'
import { checkAllMemory } from './memory.ts'
import { CUT_BACK, CUT_THERE, releaseHeld } from './network.ts'
import { watchPrimary } from './primary.ts'
import { killReplica, pauseReplica, resumeReplica } from './replica-faults.ts'
import { changeCores } from './shared-cpu.ts'
import { serveWaiting } from './station.ts'
import { releaseUsers } from './users.ts'
import { AWAY, DOWN, DRAINING, faultStream, KILLED_BY_MEMORY, PAUSED, STARTING, type World } from './world.ts'

export function scheduleFaults(w: World): void {
  w.model.faults.forEach((fault, index) => {
    w.queue.push(fault.atMs, FAULT_BEGINS, index, 0)
    if (Number.isFinite(fault.endMs)) w.queue.push(fault.endMs, FAULT_ENDS, index, 0)
  })
}

export function beginFault(w: World, index: number): void {
  const fault = w.model.faults[index]
  // The end of the first time is scheduled already.
  if (fault.repeats && w.queue.clock[0] > fault.atMs) w.queue.push(fault.endMs - fault.atMs, FAULT_ENDS, index, 0)
  w.faults.active.push(index)
  apply(w, fault)
}

export function endFault(w: World, index: number): void {
  const fault = w.model.faults[index]
  w.faults.active = w.faults.active.filter((active) => active !== index)
  apply(w, fault)
  if (!fault.repeats) return
  const quiet = quietTime(fault.repeats, (fault.endMs - fault.atMs) / 1000, () => exponential(w.chance, faultStream(w, index)))
  w.queue.push(quiet * 1000, FAULT_BEGINS, index, 0)
}

/** Works out anew what the active faults come to for everything that this one strikes, so that faults may overlap in any way. */
function apply(w: World, changed: FaultModel): void {
  for (const component of changed.components) applyToComponent(w, component)
  for (const connection of changed.connections) applyToConnection(w, connection)
}

/** Brings a component's replicas and work into the state that faults and its autoscaler put them in; also called once when the run begins. */
export function applyToComponent(w: World, component: number): void {
  const { faults, model, replicas } = w
  const first = model.components.firstReplica[component]
  const count = model.components.mostReplicas[component]
  const scaler = w.scalers[component]
  leaveForeseen(w, component)
  const troubles = new Array<ReplicaTrouble>(count).fill(noReplicaTrouble)
  let wanted = scaler?.wanted ?? model.components.replicas[component]
  for (const index of faults.active) {
    const fault = model.faults[index]
    const at = fault.components.indexOf(component)
    if (at < 0) continue
    wanted = fault.effects.wanted ?? wanted
    strike(fault, at, troubles)
  }
  troubles.forEach((trouble, r) => {
    faults.slow[first + r] = trouble.slow
    faults.replicaErrors[first + r] = trouble.errors
    faults.cores[first + r] = Math.min(model.serving.cores[component], trouble.cores)
    faults.memoryBytes[first + r] = trouble.memoryBytes
  })
  faults.wanted[component] = wanted
  if ((model.serving.features[component] & SHARES_CPU) !== 0) changeCores(w, component)
  let ready = 0
  for (let r = 0; r < count; r++) {
    const starts = scaler !== null && scaler.starting[r] > 0 && r < wanted
    setStatus(
      w,
      component,
      first + r,
      statusOf(troubles[r]) | ownStatus(w, first + r) | (r >= wanted ? DRAINING : 0) | (starts ? STARTING : 0),
    )
    if (replicas.status[first + r] === 0) ready++
  }
  w.meter.ready.set(component, ready, w.queue.clock[0])
  noteComponentFaults(w, component)
  const instances = w.functions[component]
  if (instances !== null) showInstances(w, component, instances)
  const primary = w.primaries[component]
  if (primary !== null) watchPrimary(w, component, primary)
  if ((model.serving.features[component] & MEMORY_BOUND) !== 0) checkAllMemory(w, component)
  deliverAgain(w, component)
}

/** Adds what one fault does to the replicas it strikes: all, or only the first so many of them. */
function strike({ effects, replicas }: FaultModel, at: number, troubles: ReplicaTrouble[]): void {
  if (effects.replica === undefined) return
  const { from, of } = replicas[at]
  let left = effects.replicas ?? Number.POSITIVE_INFINITY
  for (let r = from; r < troubles.length && left > 0; r += of, left--) troubles[r] = addReplicaEffect(troubles[r], effects.replica)
}

function statusOf({ down, paused }: ReplicaTrouble): number {
  return (down ? DOWN : 0) | (paused ? PAUSED : 0)
}

/** What a replica's status is by itself, whatever the scenario does to it. */
function ownStatus(w: World, replica: number): number {
  const own = w.replicas.broken[replica]
  return (own & KILLED_BY_MEMORY) === 0 ? own : (own & PAUSED) | DOWN
}

function setStatus(w: World, component: number, replica: number, status: number): void {
  const before = w.replicas.status[replica]
  if (before === status) return
  w.replicas.status[replica] = status
  w.replicas.away[component] += Number((status & AWAY) !== 0) - Number((before & AWAY) !== 0)
  const begins = status & ~before
  const ends = before & ~status
  if (begins & PAUSED) {
    w.faults.paused++
    pauseReplica(w, component, replica)
  }
  if (begins & DOWN) {
    killReplica(w, component, replica)
    w.functions[component]?.pool.clear()
  }
  if (ends & PAUSED) {
    w.faults.paused--
    resumeReplica(w, component, replica)
  }
  // What comes anew remembers nothing.
  if (ends & (DOWN | DRAINING | STARTING))
    w.caches[component]?.empty(replica - w.model.components.firstReplica[component], w.queue.clock[0])
  if (ends & (DOWN | DRAINING | STARTING)) noteServesAgain(w, component, replica)
  if (ends & DOWN) serveWaiting(w, component, replica)
  if (status === 0 && w.sourceOf[component] >= 0) releaseUsers(w, component)
}

/** Brings a connection into the state that the design and the active faults put it in; also called once when the run begins. */
export function applyToConnection(w: World, connection: number): void {
  const { faults, model } = w
  let trouble: ConnectionTrouble = {
    ...noConnectionTrouble,
    loss: model.connections.loss[connection],
    bitsPerSecond: model.connections.bitsPerMs[connection] * 1000,
  }
  for (const index of faults.active) {
    const { effects, connections } = model.faults[index]
    if (effects.connection !== undefined && connections.includes(connection)) trouble = addConnectionEffect(trouble, effects.connection)
  }
  const { addMs, jitterMs, loss, bitsPerSecond, errors, resets } = trouble
  const cut = (trouble.cutThere ? CUT_THERE : 0) | (trouble.cutBack ? CUT_BACK : 0)
  faults.addMs[connection] = addMs
  faults.addJitterMs[connection] = jitterMs
  faults.loss[connection] = loss
  faults.connectionErrors[connection] = either(errors, resets)
  faults.connectionResets[connection] = resets
  faults.bitsPerMs[connection] = bitsPerSecond / 1000
  faults.disturbed[connection] = cut !== 0 || addMs > 0 || jitterMs > 0 || loss > 0 || bitsPerSecond < Number.POSITIVE_INFINITY ? 1 : 0
  const healed = (faults.cut[connection] & ~cut) !== 0
  faults.cut[connection] = cut
  noteConnectionFaults(w, connection)
  if (healed) releaseHeld(w, connection)
}
