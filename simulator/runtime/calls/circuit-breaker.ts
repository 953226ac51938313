import type { Breaker } from '../../../app/design/design.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'

/** Fewer calls in the window say nothing about a share. */
const fewest = 10

/**
 * Stops calling what fails: opens when the share of failures in the window is reached, after a while lets one call through, and
 * closes if that one succeeds.
 */
export class CircuitBreaker {
  readonly #failures: number
  readonly #windowMs: number
  readonly #openForMs: number
  readonly #clock: () => number
  readonly #outcomes: { at: number; ok: boolean }[] = []
  #openedAt: number | undefined
  #probing = false

  constructor(breaker: Breaker, clock: () => number = () => performance.now()) {
    this.#failures = breaker.failures
    this.#windowMs = toMilliseconds(breaker.window)
    this.#openForMs = toMilliseconds(breaker.openFor)
    this.#clock = clock
  }

  /** Whether a call may be made now. */
  allows(): boolean {
    if (this.#openedAt === undefined) return true
    if (this.#probing || this.#clock() - this.#openedAt < this.#openForMs) return false
    this.#probing = true
    return true
  }

  record(ok: boolean): void {
    const now = this.#clock()
    if (this.#openedAt !== undefined) {
      this.#afterProbe(ok, now)
      return
    }
    this.#outcomes.push({ at: now, ok })
    while ((this.#outcomes[0]?.at ?? now) < now - this.#windowMs) this.#outcomes.shift()
    const failed = this.#outcomes.filter((outcome) => !outcome.ok).length
    if (this.#outcomes.length >= fewest && failed / this.#outcomes.length >= this.#failures) this.#openedAt = now
  }

  /** Answers of calls made before it opened tell nothing new. */
  #afterProbe(ok: boolean, now: number): void {
    if (!this.#probing) return
    this.#probing = false
    this.#outcomes.length = 0
    this.#openedAt = ok ? undefined : now
  }
}
