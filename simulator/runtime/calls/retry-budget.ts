/** Credit that a quiet time can save up, in retries. */
const mostSaved = 10

/** Lets retries be at most a share of the requests, so that they cannot multiply the load on something that fails. */
export class RetryBudget {
  readonly #share: number | undefined
  #credit = mostSaved

  constructor(share: number | undefined) {
    this.#share = share
  }

  /** Each request earns its share of a retry. */
  deposit(): void {
    this.#credit = Math.min(mostSaved, this.#credit + (this.#share ?? 0))
  }

  /** false: there is no credit for a retry. Without a budget there always is. */
  withdraw(): boolean {
    if (this.#share === undefined) return true
    if (this.#credit < 1) return false
    this.#credit -= 1
    return true
  }
}
