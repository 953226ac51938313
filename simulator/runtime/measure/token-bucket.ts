import { TokenBuckets } from '../../engine/parts/token-buckets.ts'

/** One token bucket of the prediction engine's. */
export class TokenBucket {
  readonly #buckets: TokenBuckets
  readonly #madeAt: number

  constructor({ ratePerSecond, burst }: { ratePerSecond: number; burst: number }, now = performance.now()) {
    this.#buckets = new TokenBuckets(Float64Array.of(ratePerSecond / 1000), Float64Array.of(burst))
    this.#madeAt = now
  }

  /** Takes a token if there is one. `now`: milliseconds. */
  take(now: number): boolean {
    return this.#buckets.take(0, now - this.#madeAt)
  }
}
