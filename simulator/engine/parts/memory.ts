import { OUT_OF_MEMORY, RESTARTED } from '../events/event-kinds.ts'
import { restartMs } from '../model/fault-models.ts'
import { applyToComponent } from './faults.ts'
import { DOWN, KILLED_BY_MEMORY, type World } from './world.ts'

/**
 * A replica whose requests need more memory than a fault leaves it is killed by the system, and is back after a restart. Each
 * request that is worked on needs an equal part of the memory that the design gives the replica.
 */

/** Another request is worked on. */
export function checkMemory(w: World, component: number, replica: number): void {
  if (needsTooMuch(w, component, replica)) w.queue.push(0, OUT_OF_MEMORY, component, replica)
}

/** A fault has changed how much there is. */
export function checkAllMemory(w: World, component: number): void {
  const first = w.model.components.firstReplica[component]
  for (let r = 0; r < w.model.components.mostReplicas[component]; r++) checkMemory(w, component, first + r)
}

export function runOutOfMemory(w: World, component: number, replica: number): void {
  if (!needsTooMuch(w, component, replica) || (w.replicas.status[replica] & DOWN) !== 0) return
  w.replicas.broken[replica] |= KILLED_BY_MEMORY
  w.queue.push(restartMs, RESTARTED, component, replica)
  applyToComponent(w, component)
}

/** The replica is back, empty. */
export function restarted(w: World, component: number, replica: number): void {
  w.replicas.broken[replica] &= ~KILLED_BY_MEMORY
  applyToComponent(w, component)
}

function needsTooMuch(w: World, component: number, replica: number): boolean {
  const bytes = w.model.serving.bytesPerRequest[component]
  return bytes < Number.POSITIVE_INFINITY && w.replicas.busy[replica] * bytes > w.faults.memoryBytes[replica]
}
