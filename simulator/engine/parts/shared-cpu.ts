import { SHARE_DONE } from '../events/event-kinds.ts'
import type { CpuShare } from './cpu-share.ts'
import { workDone } from './station.ts'
import { COMPONENT, GENERATION } from './visits.ts'
import type { World } from './world.ts'

/** Work on a request begins beside that on all others of the replica. */
export function beginShared(w: World, visit: number, component: number, replica: number, work: number): void {
  change(w, component, replica, (share, now) => share.add(visit, work, now))
}

/** The earliest request of a replica is done, if nothing has changed since this was scheduled. */
export function shareDone(w: World, replica: number, generation: number): void {
  const share = w.shares[replica]
  if (share === null || share.generation !== generation) return
  const visit = share.takeDone(w.queue.clock[0])
  const component = w.visits.ints[visit + COMPONENT]
  change(w, component, replica, () => {})
  workDone(w, visit, w.visits.ints[visit + GENERATION])
}

/** Work on a request ends before it is done. */
export function takeOutOfShare(w: World, component: number, replica: number, visit: number): void {
  change(w, component, replica, (share, now) => share.remove(visit, now))
}

export function clearShare(w: World, component: number, replica: number): void {
  change(w, component, replica, (share) => share.clear())
}

export function freezeShare(w: World, component: number, replica: number, frozen: boolean): void {
  change(w, component, replica, (share, now) => share.freeze(frozen, now))
}

/** Each of a component's replicas has as many cores from now on as faults leave it. */
export function changeCores(w: World, component: number): void {
  const first = w.model.components.firstReplica[component]
  for (let replica = first; replica < first + w.model.components.mostReplicas[component]; replica++) {
    const cores = w.faults.cores[replica]
    if (w.shares[replica]?.cores !== cores) change(w, component, replica, (share, now) => share.changeCores(cores, now))
  }
}

/** Lets a replica's share change, counts the cores in use, and schedules what is then the earliest end. */
function change(w: World, component: number, replica: number, act: (share: CpuShare, now: number) => void): void {
  const share = w.shares[replica]
  if (share === null) return
  const now = w.queue.clock[0]
  const { cores } = w.meter
  const before = w.coresUsed[replica]
  act(share, now)
  w.coresUsed[replica] = share.used()
  cores.set(component, cores.now(component) + w.coresUsed[replica] - before, now)
  const ms = share.untilNext(now)
  share.generation++
  if (ms < Number.POSITIVE_INFINITY) w.queue.push(ms, SHARE_DONE, replica, share.generation)
}
