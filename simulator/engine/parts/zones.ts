import { CROSSED, REACH } from '../events/event-kinds.ts'
import { chooseReplica } from './balance.ts'
import { CALLER, REPLICA } from './visits.ts'
import type { World } from './world.ts'

/**
 * Zones that are some way apart: a call to a replica in another zone takes longer, there and back. Which replica it is for is chosen
 * where the zones part, so that the way to the others is added to it.
 */

/** A request has come as far as its target's zones. True: it is on its way to another one. */
export function crossesThere(w: World, visit: number, connection: number): boolean {
  const { ints } = w.visits
  if (w.model.zones === null || ints[visit + REPLICA] >= 0) return false
  const replica = chooseReplica(w, connection, visit)
  ints[visit + REPLICA] = replica
  const ms = apartMs(w, visit)
  if (ms > 0) w.queue.push(ms, REACH, visit, 0)
  return ms > 0
}

/** An answer sets out. True: it has to come from another zone first. */
export function crossesBack(w: World, visit: number, outcome: number): boolean {
  const ms = apartMs(w, visit)
  if (ms > 0) w.queue.push(ms, CROSSED, visit, outcome)
  return ms > 0
}

/** One way between who called and who was called; 0 where nobody waits, or nobody was there. */
function apartMs({ model, visits }: World, visit: number): number {
  const { ints } = visits
  const [caller, replica] = [ints[visit + CALLER], ints[visit + REPLICA]]
  if (model.zones === null || caller < 0 || replica < 0) return 0
  const { zone, zones } = model.zones
  const [from, to] = [zone[ints[caller + REPLICA]], zone[replica]]
  return from < 0 || to < 0 ? 0 : model.zones.apartMs[from * zones + to]
}
