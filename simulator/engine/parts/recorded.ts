import { timeOf } from './load-time.ts'
import type { World } from './world.ts'

/** Recorded arrivals come as they came; the scenario's scale makes their time pass so many times as fast. */

/** The journey that the recording gives the request that comes now; -1: none. */
export function journeyNow(w: World, index: number): number {
  const recording = w.model.sources[index].recording
  if (!recording) return -1
  return recording.journeys[(w.recorded[index] - 1) % recording.timesMs.length]
}

/** When the next request of the recording comes; Infinity: it is over. */
export function nextRecorded(w: World, index: number): number {
  const recording = w.model.sources[index].recording
  if (!recording) return Number.POSITIVE_INFINITY
  const { timesMs, loop, periodMs } = recording
  const at = w.recorded[index]++
  if (at >= timesMs.length && !loop) return Number.POSITIVE_INFINITY
  const place = at % timesMs.length
  const gap = place > 0 ? timesMs[place] - timesMs[place - 1] : timesMs[0] + (at > 0 ? periodMs - timesMs[timesMs.length - 1] : 0)
  return timeOf(w, index, 1, w.queue.clock[0], gap)
}
