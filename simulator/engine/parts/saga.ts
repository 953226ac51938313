import { BROKEN } from './visits.ts'
import type { World } from './world.ts'

/**
 * Sagas (Garcia-Molina and Salem 1987): calls that succeeded are undone, the last first, when the request fails after them. By
 * request: the connections along which there is something to undo, in the order in which it was done.
 */
export type Sagas = Map<number, number[]>

/** A bit of BROKEN: the request has failed and undoes what it did. */
const UNDOES = 4

/** A call succeeded that is to be undone if its request fails. What undoes is not undone. */
export function noteDone({ sagas, visits }: World, caller: number, connection: number): void {
  if ((visits.ints[caller + BROKEN] & UNDOES) !== 0) return
  const done = sagas.get(caller)
  if (done) done.push(connection)
  else sagas.set(caller, [connection])
}

/** A request has failed: the connection of the call that is to be undone next; -1: none is left. */
export function nextToUndo(w: World, visit: number): number {
  const done = w.sagas.get(visit)
  if (done === undefined) return -1
  w.visits.ints[visit + BROKEN] |= UNDOES
  const connection = done.pop() ?? -1
  if (connection >= 0) w.meter.undone.add(connection)
  return connection
}
