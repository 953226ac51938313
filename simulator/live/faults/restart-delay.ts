const firstMs = 1000
const longestMs = 30_000
/** One that has run for so long has come up well, whatever becomes of it later; Docker's own restarts take ten seconds, too. */
const stableMs = 10_000

/** How long a container that ends by itself is left alone before it is started again: longer each time, until it ran for a while. */
export class RestartDelay {
  #crashes = 0
  #startedAt = Number.POSITIVE_INFINITY

  /** Milliseconds on a clock of the caller's. */
  started(now: number): void {
    this.#startedAt = now
  }

  /** It has ended. Milliseconds until it is to be started again. */
  crashed(now: number): number {
    if (now - this.#startedAt >= stableMs) this.#crashes = 0
    this.#crashes += 1
    this.#startedAt = Number.POSITIVE_INFINITY
    return Math.min(longestMs, firstMs * 2 ** (this.#crashes - 1))
  }
}
