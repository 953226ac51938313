import { toMilliseconds } from '../../../app/design/quantities.ts'
import { FAULT_BEGINS, FAULT_ENDS } from '../events/event-kinds.ts'
import type { FaultModel } from '../model/model.ts'
import { deliverAgain } from './broker.ts'
import { releaseHeld } from './network.ts'
import { killReplica, pauseReplica, resumeReplica } from './replica-faults.ts'
import { serveWaiting } from './station.ts'
import { releaseUsers } from './users.ts'
import { AWAY, DOWN, DRAINING, PAUSED, type World } from './world.ts'

export function scheduleFaults(w: World): void {
  w.model.faults.forEach((fault, index) => {
    w.queue.push(fault.atMs, FAULT_BEGINS, index, 0)
    if (Number.isFinite(fault.endMs)) w.queue.push(fault.endMs, FAULT_ENDS, index, 0)
  })
}

export function beginFault(w: World, index: number): void {
  w.faults.active.push(index)
  apply(w, w.model.faults[index])
}

export function endFault(w: World, index: number): void {
  w.faults.active = w.faults.active.filter((active) => active !== index)
  apply(w, w.model.faults[index])
}

/** Works out anew what the active faults come to for everything that this one strikes, so that faults may overlap in any way. */
function apply(w: World, changed: FaultModel): void {
  for (const component of changed.components) applyToComponent(w, component)
  for (const connection of changed.connections) applyToConnection(w, connection)
}

/** Brings a component's replicas and work into the state that faults put them in; also called once when the run begins. */
export function applyToComponent(w: World, component: number): void {
  const { faults, model } = w
  let slow = 1
  let spared = 1
  let wanted = model.components.replicas[component]
  let down = 0
  let paused = 0
  for (const index of faults.active) {
    const { fault, components } = model.faults[index]
    if (!components.includes(component)) continue
    if (fault.kind === 'slow') slow *= fault.factor
    else if (fault.kind === 'errors') spared *= 1 - fault.rate
    else if (fault.kind === 'scale') wanted = fault.replicas
    else if (fault.kind === 'kill' || fault.kind === 'restart') down = Math.max(down, fault.replicas ?? Number.POSITIVE_INFINITY)
    else if (fault.kind === 'pause') paused = Math.max(paused, fault.replicas ?? Number.POSITIVE_INFINITY)
  }
  faults.slow[component] = slow
  faults.componentErrors[component] = 1 - spared
  faults.wanted[component] = wanted
  let ready = 0
  for (let r = 0; r < model.components.mostReplicas[component]; r++) {
    const status = (r < down ? DOWN : 0) | (r < paused ? PAUSED : 0) | (r >= wanted ? DRAINING : 0)
    setStatus(w, component, model.components.firstReplica[component] + r, status)
    if (status === 0) ready++
  }
  w.meter.ready.set(component, ready, w.queue.clock[0])
  deliverAgain(w, component)
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
    pauseReplica(w, replica)
  }
  if (begins & DOWN) killReplica(w, component, replica)
  if (ends & PAUSED) {
    w.faults.paused--
    resumeReplica(w, component, replica)
  }
  if (ends & DOWN) serveWaiting(w, component, replica)
  if (status === 0 && w.sourceOf[component] >= 0) releaseUsers(w, component)
}

/** Brings a connection into the state that the design and the active faults put it in; also called once when the run begins. */
export function applyToConnection(w: World, connection: number): void {
  const { faults, model } = w
  let add = 0
  let jitter = 0
  let kept = 1 - model.connections.loss[connection]
  let spared = 1
  let cut = 0
  let bitsPerMs = model.connections.bitsPerMs[connection]
  for (const index of faults.active) {
    const { fault, connections } = model.faults[index]
    if (!connections.includes(connection)) continue
    if (fault.kind === 'latency') {
      add += toMilliseconds(fault.add)
      jitter += fault.jitter === undefined ? 0 : toMilliseconds(fault.jitter)
    } else if (fault.kind === 'loss') kept *= 1 - fault.rate
    else if (fault.kind === 'bandwidth') bitsPerMs = Math.min(bitsPerMs, fault.bitsPerSecond / 1000)
    else if (fault.kind === 'errors') spared *= 1 - fault.rate
    else if (fault.kind === 'partition') cut = 1
  }
  faults.addMs[connection] = add
  faults.addJitterMs[connection] = jitter
  faults.loss[connection] = 1 - kept
  faults.connectionErrors[connection] = 1 - spared
  faults.bitsPerMs[connection] = bitsPerMs
  faults.disturbed[connection] = cut === 1 || add > 0 || jitter > 0 || kept < 1 || bitsPerMs < Number.POSITIVE_INFINITY ? 1 : 0
  const healed = faults.cut[connection] === 1 && cut === 0
  faults.cut[connection] = cut
  if (healed) releaseHeld(w, connection)
}
