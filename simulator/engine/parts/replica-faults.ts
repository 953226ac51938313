import { WORK_DONE } from '../events/event-kinds.ts'
import { RESET } from './outcomes.ts'
import { finish, serveWaiting } from './station.ts'
import { WAITING, WORKING } from './visits.ts'
import type { World } from './world.ts'

/** A replica is stopped: what it works on and what waits there fails. */
export function killReplica(w: World, component: number, replica: number): void {
  const { visits, replicas, meter } = w
  const now = w.queue.clock[0]
  const struck: number[] = []
  for (let visit = 0; visit < visits.top; visit++) {
    if (visits.state[visit] >= WAITING && visits.replica[visit] === replica) struck.push(visit)
  }
  for (let n = replicas.waiting[replica]; n > 0; n--) meter.queue.down(component, now)
  for (let n = replicas.busy[replica]; n > 0; n--) meter.busy.down(component, now)
  replicas.waiting[replica] = 0
  replicas.busy[replica] = 0
  replicas.head[replica] = -1
  replicas.tail[replica] = -1
  replicas.deferred.delete(replica)
  for (const visit of struck) visits.holds[visit] = 0
  for (const visit of struck) finish(w, visit, RESET)
}

/** A replica is frozen: its work stops where it is. */
export function pauseReplica(w: World, replica: number): void {
  const { visits } = w
  const now = w.queue.clock[0]
  for (let visit = 0; visit < visits.top; visit++) {
    if (visits.state[visit] !== WORKING || visits.replica[visit] !== replica) continue
    // The end of work that is already scheduled is recognised as stale by the generation; what is left is kept.
    visits.generation[visit]++
    visits.doneAt[visit] -= now
  }
}

export function resumeReplica(w: World, component: number, replica: number): void {
  const { visits } = w
  const now = w.queue.clock[0]
  for (let visit = 0; visit < visits.top; visit++) {
    if (visits.state[visit] !== WORKING || visits.replica[visit] !== replica) continue
    const left = visits.doneAt[visit]
    visits.doneAt[visit] = now + left
    w.queue.push(left, WORK_DONE, visit, visits.generation[visit])
  }
  serveWaiting(w, component, replica)
  const kept = w.replicas.deferred.get(replica) ?? []
  w.replicas.deferred.delete(replica)
  for (let i = 0; i < kept.length; i += 3) w.queue.push(0, kept[i], kept[i + 1], kept[i + 2])
}
