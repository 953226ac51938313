import type { Frame } from '../../app/run/frame.ts'

/** Frames kept per engine. At two a second that is ten minutes in full; longer runs are thinned from the beginning on. */
export const historyLimit = 1200

/**
 * The history with the frame added, in order of time. When it is full, every other frame of it goes: the curve keeps its shape
 * and its length, and costs no more.
 */
export function withFrame(history: Frame[], frame: Frame): Frame[] {
  const last = history.at(-1)
  if (last && frame.time < last.time) return history
  const kept = history.length < historyLimit ? history : history.filter((_, index) => index % 2 === 0)
  return [...kept, frame]
}

/** The last frame that ended at or before this time (seconds), or the first one. */
export function frameAt(history: Frame[], time: number): Frame | null {
  let low = 0
  let high = history.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((history[middle]?.time ?? 0) <= time + 1e-6) low = middle
    else high = middle - 1
  }
  return history[low] ?? null
}
