/** Components that shed load, or hold it back. Times are milliseconds, rates per second. */

/**
 * Mean response of those who are served where the queue never empties, so that each waits for the target at most: the virtual wait
 * has density e^{(lambda-mu)v} up to the target D, so those who are served have waited D - 1/(lambda-mu) in the mean (M/M/1+D,
 * Barrer 1957, with e^{-(lambda-mu)D} left out).
 */
export function controlledResponse({ rate, work, target }: { rate: number; work: number; target: number }): number {
  return target - 1000 / (rate - 1000 / work) + work
}

/**
 * Requests in a replica with one worker and constant work, with more traffic than it can carry, where the limit follows Envoy's
 * gradient: the first whole limit L, from the least up, at which floor(L x min(2, (1+b)/L) + sqrt(L)) = L, since latency is then L
 * times the work; without the places that stand empty until the next request comes, mu/(lambda-mu).
 */
export function gradientInSystem({ rate, work, buffer, min }: { rate: number; work: number; buffer: number; min: number }): number {
  let limit = min
  for (let next = 0; next !== limit; ) {
    if (next > 0) limit = next
    next = Math.floor(limit * Math.min(2, (1 + buffer) / limit) + Math.sqrt(limit))
  }
  return limit - 1000 / work / rate
}

/**
 * The same where the limit rises by one in each window until latency, L times the work, exceeds the target, and falls by a tenth: the
 * mean of a saw from floor(0.9 (L*+1)) to L*+1, with L* the most that keeps the target.
 */
export function sawInSystem({ rate, work, target }: { rate: number; work: number; target: number }): number {
  const top = Math.floor(target / work) + 1
  return (Math.floor(0.9 * top) + top) / 2 - 1000 / work / rate
}

/**
 * Throughput of two stations in a row with b places between them, the first never idle, blocked after service: the second is a
 * birth-death chain on 0..b+2 with rates mu1 and mu2 (Hunt 1956; (b+2)/(b+3) mu where both are alike).
 */
export function blockedThroughput({ first, second, places }: { first: number; second: number; places: number }): number {
  const ratio = second / first
  const states = places + 3
  const idle = ratio === 1 ? 1 / states : (1 - ratio) / (1 - ratio ** states)
  return (1000 / second) * (1 - idle)
}
