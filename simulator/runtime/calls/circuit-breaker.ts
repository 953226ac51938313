import type { Breaker } from '../../../app/design/call-policies.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'

/** Fewer calls in the window say nothing about a share. */
const fewest = 10

/**
 * Stops calling what fails: opens when the share of failures in the window is reached, or after so many failures in a row; after
 * a while lets probes through, and closes when so many succeeded one after another.
 */
export class CircuitBreaker {
  readonly #failures: number
  readonly #windowMs: number
  readonly #consecutive: number
  readonly #openForMs: number
  readonly #probes: number
  readonly #clock: () => number
  readonly #outcomes: { at: number; ok: boolean }[] = []
  #inRow = 0
  #openedAt: number | undefined
  #probing = 0
  #passed = 0

  constructor(breaker: Breaker, clock: () => number = () => performance.now()) {
    this.#failures = breaker.failures ?? Number.POSITIVE_INFINITY
    this.#windowMs = breaker.window === undefined ? 0 : toMilliseconds(breaker.window)
    this.#consecutive = breaker.consecutive ?? Number.POSITIVE_INFINITY
    this.#openForMs = toMilliseconds(breaker.openFor)
    this.#probes = breaker.probes ?? 1
    this.#clock = clock
  }

  /** Whether a call may be made now. */
  allows(): boolean {
    if (this.#openedAt === undefined) return true
    if (this.#probing + this.#passed >= this.#probes || this.#clock() - this.#openedAt < this.#openForMs) return false
    this.#probing += 1
    return true
  }

  record(ok: boolean): void {
    const now = this.#clock()
    if (this.#openedAt !== undefined) {
      this.#afterProbe(ok, now)
      return
    }
    this.#inRow = ok ? 0 : this.#inRow + 1
    this.#outcomes.push({ at: now, ok })
    while ((this.#outcomes[0]?.at ?? now) < now - this.#windowMs) this.#outcomes.shift()
    const failed = this.#outcomes.filter((outcome) => !outcome.ok).length
    const reached = this.#outcomes.length >= fewest && failed / this.#outcomes.length >= this.#failures
    if (reached || this.#inRow >= this.#consecutive) this.#openedAt = now
  }

  /** Answers of calls made before it opened tell nothing new. */
  #afterProbe(ok: boolean, now: number): void {
    if (this.#probing === 0) return
    this.#probing -= 1
    this.#passed += ok ? 1 : 0
    if (ok && this.#passed < this.#probes) return
    this.#probing = 0
    this.#passed = 0
    this.#inRow = 0
    this.#outcomes.length = 0
    this.#openedAt = ok ? undefined : now
  }
}
