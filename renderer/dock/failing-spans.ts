import type { Frame } from '../../app/run/frame.ts'
import type { Span } from '../charts/chart.ts'

/** From this share of errors on, the few answers left say little about how long a request takes. */
const failing = 0.5
/** Good moments shorter than this do not end a span, seconds: at low rates single frames are luck. */
const breath = 2

/**
 * When most of a journey's requests failed. There a latency line thins out or ends, because only answers have one, and a chart that
 * did not say so would look broken.
 */
export function failingSpans(frames: Frame[], journey: string): Span[] {
  const spans: Span[] = []
  let before = 0
  for (const { time, journeys } of frames) {
    const last = spans.at(-1)
    if ((journeys[journey]?.errorRate ?? 0) >= failing) {
      if (last && before - last.to < breath) last.to = time
      else spans.push({ from: before, to: time })
    }
    before = time
  }
  return spans
}
