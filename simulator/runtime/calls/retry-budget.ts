import type { Retries } from '../../../app/design/call-policies.ts'

/** Credit that a quiet time can save up, in retries, where the design does not say. */
const mostSaved = 10

/** Lets retries be at most a share of the requests, or of what succeeds, so that they cannot multiply the load on something that fails. */
export class RetryBudget {
  readonly #share: number | undefined
  readonly #perSuccess: number | undefined
  readonly #most: number
  #credit: number

  constructor({ budget, tokens }: Pick<Retries, 'budget' | 'tokens'> = {}) {
    this.#share = budget
    this.#perSuccess = tokens?.perSuccess
    this.#most = tokens?.most ?? mostSaved
    this.#credit = this.#most
  }

  /** Each request earns its share of a retry. */
  deposit(): void {
    this.#earn(this.#share)
  }

  /** So does each that succeeds, where only those do. */
  succeed(): void {
    this.#earn(this.#perSuccess)
  }

  /** false: there is no credit for a retry. Without a budget there always is. */
  withdraw(): boolean {
    if (this.#share === undefined && this.#perSuccess === undefined) return true
    if (this.#credit < 1) return false
    this.#credit -= 1
    return true
  }

  #earn(part = 0): void {
    this.#credit = Math.min(this.#most, this.#credit + part)
  }
}
