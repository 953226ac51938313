/** So long after the last request came none is on its way any more: callers were told before the signal was sent. */
const quietMs = 250
const lookEveryMs = 25

/**
 * How a stub ends when it is asked to (SIGTERM, as when replicas are taken away): it takes no new messages, answers what it has and
 * what is still on its way, and ends when it has been quiet for a moment.
 */
export class Drain {
  #active = 0
  #lastAt = 0
  #begun = false
  readonly #onBegin: (() => void)[] = []

  get begun(): boolean {
    return this.#begun
  }

  /** Called once when the end is asked for. */
  onBegin(act: () => void): void {
    this.#onBegin.push(act)
  }

  enter(): void {
    this.#active += 1
    this.#lastAt = performance.now()
  }

  leave(): void {
    this.#active -= 1
    this.#lastAt = performance.now()
  }

  /** Settles when nothing is being worked on and nothing came for a moment. */
  begin(): Promise<void> {
    if (!this.#begun) for (const act of this.#onBegin) act()
    this.#begun = true
    this.#lastAt = performance.now()
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (this.#active > 0 || performance.now() - this.#lastAt < quietMs) return
        clearInterval(timer)
        resolve()
      }, lookEveryMs)
    })
  }
}
