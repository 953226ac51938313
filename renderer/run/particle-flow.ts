/**
 * How traffic is drawn as moving points on a connection. A point does not stand for one request: at a thousand a second that
 * would be a line. Their number grows with the logarithm of the rate, so that ten times the traffic is seen as clearly more, and
 * they travel faster the faster the connection answers.
 */
export interface Flow {
  /** Requests per second. */
  rate: number
  /** 0..1. */
  errorRate: number
  /** Median latency; null: unknown. */
  latencyMs: number | null
}

/** Pixels from one point to the next, at 1/s and below, and at 1,000/s and above. */
const sparse = 72
const dense = 10
/** Pixels per second at 1 ms and below, and at 10 s and above. */
const fast = 130
const slow = 14

/** Pixels between points; Infinity where nothing flows. */
export function spacing(rate: number): number {
  if (!(rate > 0.005)) return Number.POSITIVE_INFINITY
  return sparse + (dense - sparse) * onLog(rate, 1, 1000)
}

export function speed(latencyMs: number | null): number {
  return latencyMs === null ? 70 : fast + (slow - fast) * onLog(latencyMs, 1, 10_000)
}

export interface Particle {
  /** Pixels from the start of the path. */
  distance: number
  failed: boolean
}

/**
 * The points on a path of this length after `sent` points have left its start, `gap` pixels apart. Positions follow from the
 * count and not from a distance travelled, so that a changing rate stretches the row and never makes it jump. The n-th point keeps
 * its number on its way, and with it whether it failed, so that red ones do not flicker. Where `every` is more than one, only points
 * whose numbers it divides are drawn; of those as many have failed.
 */
export function particlesAt(length: number, sent: number, gap: number, errorRate: number, every = 1): Particle[] {
  if (!Number.isFinite(gap) || length <= 0) return []
  const particles: Particle[] = []
  for (let number = Math.floor(sent / every) * every; number >= 0; number -= every) {
    const distance = (sent - number) * gap
    if (distance > length) break
    particles.push({ distance, failed: isFailed(number / every, errorRate) })
  }
  return particles
}

/** Spreads failures evenly: of any 1/errorRate successive points exactly one has failed. Any error shows at least one in forty. */
function isFailed(number: number, errorRate: number): boolean {
  if (errorRate <= 0) return false
  const shown = Math.min(1, Math.max(errorRate, 1 / 40))
  return Math.floor((number + 1) * shown) > Math.floor(number * shown)
}

/** Where a value stands between two others on a logarithmic scale, 0..1. */
function onLog(value: number, low: number, high: number): number {
  return Math.log(Math.min(high, Math.max(low, value)) / low) / Math.log(high / low)
}
