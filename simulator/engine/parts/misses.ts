import { noteMiss } from './fills.ts'
import { DEGRADED, MISSED, OK } from './outcomes.ts'
import { MISSES, REMAINING } from './visits.ts'
import type { World } from './world.ts'

/**
 * Cache-aside: a request remembers how many of its lookups in each cache found nothing, eight bits for each of up to four caches,
 * and makes the calls that serve those misses so many times.
 */
const bits = 8
const most = 2 ** bits - 1
export const mostLookups = 32 / bits

/**
 * Notes how a lookup ended for its caller. One that failed counts as a miss, and so do those that would have followed it: whoever
 * uses a cache goes on without it.
 */
export function noteLookup(w: World, caller: number, call: number, slot: number, outcome: number): void {
  const { ints } = w.visits
  if (outcome === OK || outcome === DEGRADED) return
  if (outcome === MISSED) noteMiss(w, caller, call, slot)
  const misses = outcome < OK ? 1 : 1 + ints[call + REMAINING]
  const known = missesOf(w, caller, slot)
  const shift = slot * bits
  ints[caller + MISSES] = (ints[caller + MISSES] & ~(most << shift)) | (Math.min(most, known + misses) << shift)
}

export function missesOf(w: World, visit: number, slot: number): number {
  return (w.visits.ints[visit + MISSES] >>> (slot * bits)) & most
}
