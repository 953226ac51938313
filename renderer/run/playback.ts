import type { Frame } from '../../app/run/frame.ts'

/** Watching a run again: where the playhead goes as time passes, and from frame to frame. Times are seconds of the scenario. */

/** How many times faster than the scenario; `max`: every move goes to the next frame. */
export const speeds = [1, 4, 16, 60, 'max'] as const
export type Speed = (typeof speeds)[number]

interface Moment {
  time: number
  /** Seconds that passed on the clock. */
  passed: number
  speed: Speed
  frames: Frame[]
  /** No more frames will come. */
  isOver: boolean
}

/** Where the playhead is next; `end`: it reached the last frame of a run that is over; `now`: it caught up with one that goes on. */
export function playOn({ time, passed, speed, frames, isOver }: Moment): number | 'end' | 'now' {
  const next = speed === 'max' ? (frames[placeAfter(frames, time)]?.time ?? lastTime(frames)) : time + passed * speed
  if (next < lastTime(frames)) return next
  return isOver ? 'end' : 'now'
}

/** The moment of the frame after this one, or of the one before; at either end it stays there. */
export function stepFrom(frames: Frame[], time: number, direction: 1 | -1): number {
  const place = direction === 1 ? placeAfter(frames, time) : placeAfter(frames, time - sameMoment * 2) - 1
  return frames[Math.min(Math.max(0, place), frames.length - 1)]?.time ?? 0
}

export function lastTime(frames: Frame[]): number {
  return frames.at(-1)?.time ?? 0
}

const sameMoment = 1e-6

/** The place of the first frame that ended after this time; the number of frames where there is none. */
function placeAfter(frames: Frame[], time: number): number {
  let low = 0
  let high = frames.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((frames[middle]?.time ?? 0) <= time + sameMoment) low = middle + 1
    else high = middle
  }
  return low
}
