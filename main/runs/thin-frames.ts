import type { RunEvent } from '../../app/run/frame.ts'

export interface Thinning {
  /** Frames per second that pass for as long as they come. */
  perSecond: number
  /** Frames that may pass at once before that counts: a prediction gives all of its frames within a second or two, and they are its history. */
  burst: number
}

/**
 * Decides which events of a run cross to the page: every event but frames, and frames at a bounded rate (a token bucket). The
 * last frame that was held back is sent before what follows it, so that the page never ends on an old picture.
 */
export function createThinning({ perSecond, burst }: Thinning): (event: RunEvent, nowMs: number) => RunEvent[] {
  let tokens = burst
  let lastMs: number | undefined
  let held: RunEvent | undefined

  return (event, nowMs) => {
    tokens = Math.min(burst, tokens + ((nowMs - (lastMs ?? nowMs)) * perSecond) / 1000)
    lastMs = nowMs
    if (event.type !== 'frame') {
      const passed = held && (event.type === 'result' || event.type === 'failed') ? [held, event] : [event]
      if (passed.length === 2) held = undefined
      return passed
    }
    if (tokens < 1) {
      held = event
      return []
    }
    tokens -= 1
    held = undefined
    return [event]
  }
}
