import { keyedUniform, parentKey } from '../chance/streams.ts'
import { BROKER_WAITS, CALLER, KEY, TRIES } from './visits.ts'
import { connectionStream, READS, type World } from './world.ts'

/** What tells the attempts of one call apart. */
export const retrySalt = 0x2545f491

/** What decides the chance of a call, whichever of its attempts this is. A delivery is made anew each time. */
export function callKey({ visits }: World, visit: number): number {
  const { ints } = visits
  let key = ints[visit + KEY]
  if (ints[visit + CALLER] === BROKER_WAITS) return key
  for (let tried = ints[visit + TRIES]; tried > 0; tried--) key = parentKey(key, retrySalt)
  return key
}

/** Whether a call may be answered by a replica: what is read once is read when it is tried again. */
export function isRead(w: World, visit: number, connection: number): boolean {
  const reads = connection < 0 ? 0 : w.model.connections.reads[connection]
  return reads > 0 && keyedUniform(w.chance, connectionStream(w, connection, READS), callKey(w, visit)) < reads
}
