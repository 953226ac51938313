import { keyedUniform } from '../chance/streams.ts'
import { startCall } from './caller.ts'
import { closeBranch } from './steps.ts'
import { BROKEN, CONNECTION, JOURNEY, KEY, REMAINING } from './visits.ts'
import { CALLS, connectionStream, type World } from './world.ts'

/**
 * Graceful degradation: a call that failed for good need not fail its request, which goes on without the answer, or with that of
 * another. It is then answered degraded, and so are all that wait for it.
 */

/** Bits of BROKEN: a call failed for good; something was done without, here or further down. */
export const FAILS = 1
export const DEGRADES = 2

/** What a request asked for was answered, though not in full. */
export function noteDegraded(w: World, visit: number): void {
  w.visits.ints[visit + BROKEN] |= DEGRADES
}

/** A call is over, and so are those that would have followed it. `call` was given back; its cells are as they were. */
export function closeFailed(w: World, call: number, caller: number): void {
  const { fallbacks, journeys } = w.model
  const { ints } = w.visits
  const connection = ints[call + CONNECTION]
  const fallback = fallbacks.fallback[connection]
  const mean = fallback < 0 ? 0 : fallbacks.calls[fallback * journeys.length + ints[caller + JOURNEY]] * (1 + ints[call + REMAINING])
  if (mean === 0) {
    const goesOn = fallbacks.optional[connection] === 1
    if (goesOn) goOn(w, caller, connection)
    closeBranch(w, caller, goesOn)
    return
  }
  goOn(w, caller, connection)
  let times = Math.floor(mean)
  const chance = mean - times
  if (chance > 0 && keyedUniform(w.chance, connectionStream(w, fallback, CALLS), ints[caller + KEY]) < chance) times++
  // Calls made side by side may fail together: what stands in for each has a key of its own.
  if (times > 0) startCall(w, caller, fallback, times, 1 + (ints[call + KEY] & 0xffff))
  closeBranch(w, caller, true)
}

function goOn(w: World, caller: number, connection: number): void {
  noteDegraded(w, caller)
  w.meter.wentOn.add(connection)
}
