import { WORK_DONE } from '../events/event-kinds.ts'
import { LINES_UP, SHARES_CPU } from '../model/serving-table.ts'
import { releaseBlocked } from './blocked.ts'
import { orphan } from './caller.ts'
import { dropDeferred, resumeDeferred } from './deferred.ts'
import { closeIdle } from './handshakes.ts'
import { clearLines } from './lines.ts'
import { RESET } from './outcomes.ts'
import { notePrimary } from './primary.ts'
import { clearShare, freezeShare } from './shared-cpu.ts'
import { finish, serveWaiting } from './station.ts'
import { CALLER, DONE_AT, FREE, GENERATION, HOLDS, REPLICA, STATE, visitSize, WAITING, WORKING } from './visits.ts'
import type { World } from './world.ts'

/** A replica is stopped: what it works on and what waits there fails. */
export function killReplica(w: World, component: number, replica: number): void {
  const { visits, replicas, meter } = w
  const now = w.queue.clock[0]
  for (let n = replicas.waiting[replica]; n > 0; n--) meter.queue.down(component, now)
  for (let n = replicas.busy[replica]; n > 0; n--) meter.busy.down(component, now)
  replicas.waiting[replica] = 0
  replicas.busy[replica] = 0
  if (w.primaries[component] !== null) notePrimary(w, component)
  replicas.head[replica] = -1
  replicas.tail[replica] = -1
  const features = w.model.serving.features[component]
  if ((features & LINES_UP) !== 0) clearLines(w, component, replica)
  if ((features & SHARES_CPU) !== 0) clearShare(w, component, replica)
  releaseBlocked(w, replica)
  closeIdle(w, component, replica)
  const struck = visitsOn(w, replica, WAITING)
  orphanCallsOf(w, new Set(struck))
  dropDeferred(w, replica)
  for (const visit of struck) {
    visits.ints[visit + HOLDS] = 0
    visits.ints[visit + GENERATION]++
  }
  for (const visit of struck) finish(w, visit, RESET)
}

/** The visits on a replica that have come at least as far as this state. */
function visitsOn(w: World, replica: number, state: number): number[] {
  const { ints, top } = w.visits
  const found: number[] = []
  for (let visit = 0; visit < top; visit += visitSize) {
    if (ints[visit + STATE] >= state && ints[visit + REPLICA] === replica) found.push(visit)
  }
  return found
}

function orphanCallsOf(w: World, callers: Set<number>): void {
  const { ints, top } = w.visits
  for (let call = 0; call < top; call += visitSize) {
    if (ints[call + STATE] !== FREE && callers.has(ints[call + CALLER])) orphan(w, call)
  }
}

/** A replica is frozen: its work stops where it is. */
export function pauseReplica(w: World, component: number, replica: number): void {
  if (w.shares[replica] !== null) {
    freezeShare(w, component, replica, true)
    return
  }
  const { ints, doubles } = w.visits
  const now = w.queue.clock[0]
  for (const visit of visitsOn(w, replica, WORKING)) {
    if (ints[visit + STATE] !== WORKING) continue
    // The end of work that is already scheduled is recognised as stale by the generation; what is left is kept.
    ints[visit + GENERATION]++
    doubles[(visit >> 1) + DONE_AT] -= now
  }
}

export function resumeReplica(w: World, component: number, replica: number): void {
  if (w.shares[replica] !== null) freezeShare(w, component, replica, false)
  else resumeWork(w, replica)
  serveWaiting(w, component, replica)
  resumeDeferred(w, replica)
}

function resumeWork(w: World, replica: number): void {
  const { ints, doubles } = w.visits
  const now = w.queue.clock[0]
  for (const visit of visitsOn(w, replica, WORKING)) {
    if (ints[visit + STATE] !== WORKING) continue
    const left = doubles[(visit >> 1) + DONE_AT]
    doubles[(visit >> 1) + DONE_AT] = now + left
    w.queue.push(left, WORK_DONE, visit, ints[visit + GENERATION])
  }
}
