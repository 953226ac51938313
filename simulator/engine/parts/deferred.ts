import { ANSWER } from '../events/event-kinds.ts'
import { CALLER, REPLICA } from './visits.ts'
import { PAUSED, type World } from './world.ts'

/** Whether the replica that made a call is frozen; then what happens to the call is kept until it goes on. */
export function deferred(w: World, call: number, kind: number, second: number): boolean {
  const { ints } = w.visits
  const caller = ints[call + CALLER]
  if (caller < 0) return false
  const replica = ints[caller + REPLICA]
  if ((w.replicas.status[replica] & PAUSED) === 0) return false
  defer(w, replica, kind, call, second)
  return true
}

/** Keeps an event until a frozen replica goes on. */
export function defer(w: World, replica: number, kind: number, first: number, second: number): void {
  const kept = w.replicas.deferred.get(replica)
  if (kept) kept.push(kind, first, second)
  else w.replicas.deferred.set(replica, [kind, first, second])
}

/** What was kept happens now. */
export function resumeDeferred(w: World, replica: number): void {
  const kept = w.replicas.deferred.get(replica) ?? []
  w.replicas.deferred.delete(replica)
  for (let i = 0; i < kept.length; i += 3) w.queue.push(0, kept[i], kept[i + 1], kept[i + 2])
}

/** What was kept will not happen: the callers are gone. */
export function dropDeferred(w: World, replica: number): void {
  const kept = w.replicas.deferred.get(replica) ?? []
  w.replicas.deferred.delete(replica)
  for (let i = 0; i < kept.length; i += 3) if (kept[i] === ANSWER) w.visits.give(kept[i + 1])
}
