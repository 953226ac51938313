import type { World } from './world.ts'

/** What `passLoad` had left when it reached its end; in an array, because a double in a variable may be boxed anew at each store. */
export const leftOver = new Float64Array(1)

/** When the scenario's scale has let `wanted` requests come at this rate, from a moment on; Infinity: never. */
export function timeOf(w: World, index: number, ratePerMs: number, from: number, wanted: number): number {
  return passLoad(w, index, ratePerMs, from, wanted, Number.POSITIVE_INFINITY)
}

/** The same, but no later than `until`; then what is still wanted is in `leftOver`, which is 0 otherwise. */
export function passLoad(w: World, index: number, ratePerMs: number, from: number, wanted: number, until: number): number {
  const { start, scale, slope } = w.model.sources[index].load
  let left = wanted
  let time = from
  leftOver[0] = 0
  for (let segment = w.segments[index]; ; segment++) {
    const segmentEnd = segment + 1 < start.length ? start[segment + 1] : Number.POSITIVE_INFINITY
    const end = Math.min(segmentEnd, until)
    const scaled = Math.max(0, scale[segment] + slope[segment] * (time - start[segment]))
    const rate = ratePerMs * scaled
    const growth = ratePerMs * slope[segment]
    const span = end - time
    const expected = rate === 0 && growth === 0 ? 0 : growth === 0 ? rate * span : span * (rate + (growth * span) / 2)
    if (left <= expected) {
      w.segments[index] = segment
      if (left === 0) return time
      return time + (growth === 0 ? left / rate : (2 * left) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * growth * left))))
    }
    if (segmentEnd === Number.POSITIVE_INFINITY && (scaled === 0 || end === segmentEnd)) return Number.POSITIVE_INFINITY
    left -= expected
    time = end
    if (end < segmentEnd) {
      w.segments[index] = segment
      leftOver[0] = left
      return end
    }
  }
}
