import type { Primary } from '../../../app/catalogue/component.ts'
import { FAILOVER } from '../events/event-kinds.ts'
import { isRead } from './call-key.ts'
import { AWAY, DOWN, type World } from './world.ts'

/** A database of which one replica takes the writes. */
export interface PrimaryState {
  failoverMs: number
  /** The first so many replicas may be the primary, and those among them that are not answer nothing. 0: any may, and all answer. */
  candidates: number
  /** The primary, counted from the component's first replica. */
  at: number
  /** Whether a failover is on its way, and the number of the latest one. */
  failing: boolean
  generation: number
  /** The time for the failover is over and no replica was there to take its place. */
  vacant: boolean
}

export function createPrimary({ failoverMs, standbys = 0 }: Primary): PrimaryState {
  return { failoverMs, candidates: standbys === 0 ? 0 : 1 + standbys, at: 0, failing: false, generation: 0, vacant: false }
}

/** Writes go to the primary; the share of calls that may be read elsewhere goes to the others in turn, as long as one is there. */
export function choosePrimaryOrReplica(w: World, visit: number, connection: number, component: number, primary: PrimaryState): number {
  const { components } = w.model
  const first = components.firstReplica[component]
  if (isRead(w, visit, connection)) {
    const count = components.mostReplicas[component]
    for (let tried = 0; tried < count; tried++) {
      const at = w.turn[connection]
      w.turn[connection] = at + 1 < count ? at + 1 : 0
      if (at !== primary.at && at >= primary.candidates && (w.replicas.status[first + at] & AWAY) === 0) return first + at
    }
  }
  return (w.replicas.status[first + primary.at] & AWAY) === 0 ? first + primary.at : -1
}

/** What the primary works on has changed, or which replica it is. */
export function notePrimary(w: World, component: number): void {
  const primary = w.primaries[component]
  if (primary === null) return
  const replica = w.model.components.firstReplica[component] + primary.at
  const now = w.queue.clock[0]
  w.meter.limits.primaryBusy.set(component, w.replicas.busy[replica], now)
  w.meter.limits.primaryQueue.set(component, w.replicas.waiting[replica], now)
}

/** Looks after the primary when replicas have stopped or come back: a failover begins, is no longer needed, or at last finds someone. */
export function watchPrimary(w: World, component: number, primary: PrimaryState): void {
  const isDown = (w.replicas.status[w.model.components.firstReplica[component] + primary.at] & DOWN) !== 0
  if (!isDown) {
    primary.failing = false
    primary.vacant = false
  } else if (primary.vacant) promote(w, component, primary)
  else if (!primary.failing && primary.failoverMs < Number.POSITIVE_INFINITY) {
    primary.failing = true
    w.queue.push(primary.failoverMs, FAILOVER, component, ++primary.generation)
  }
}

/** The time for a failover is over. */
export function failOver(w: World, component: number, generation: number): void {
  const primary = w.primaries[component]
  if (!primary?.failing || primary.generation !== generation) return
  primary.failing = false
  promote(w, component, primary)
}

function promote(w: World, component: number, primary: PrimaryState): void {
  const { firstReplica, mostReplicas } = w.model.components
  const candidates = primary.candidates || mostReplicas[component]
  const status = w.replicas.status.subarray(firstReplica[component], firstReplica[component] + candidates)
  const next = status.findIndex((each) => (each & AWAY) === 0)
  primary.vacant = next < 0
  if (next >= 0) primary.at = next
  notePrimary(w, component)
}
