/**
 * Token buckets, one for each component or connection that has a rate limit. Each fills evenly and holds at most its burst; who
 * finds less than one token is refused. That is the generic cell rate algorithm (ITU-T I.371), which admits exactly what a
 * queue with constant service and room for the burst would (Berger and Whitt 1992).
 */
export class TokenBuckets {
  private readonly perMs: Float64Array
  private readonly burst: Float64Array
  private readonly tokens: Float64Array
  private readonly filledAt: Float64Array

  constructor(perMs: Float64Array, burst: Float64Array) {
    this.perMs = perMs
    this.burst = burst
    this.tokens = Float64Array.from(burst)
    this.filledAt = new Float64Array(burst.length)
  }

  /** Takes a token if there is one. */
  take(i: number, now: number): boolean {
    const tokens = Math.min(this.burst[i], this.tokens[i] + (now - this.filledAt[i]) * this.perMs[i])
    this.filledAt[i] = now
    // What rounding takes away must not cost a request, nor add up.
    const admits = tokens >= 1 - 1e-9
    this.tokens[i] = admits ? Math.max(0, tokens - 1) : tokens
    return admits
  }
}
