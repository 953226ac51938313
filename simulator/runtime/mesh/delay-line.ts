import { createWaiter, type Waiter } from '../measure/waiter.ts'

/** Lets bytes through in the order they came, each after the delay that held when it came. Without delay it costs nothing. */
export class DelayLine {
  readonly #waiting: { due: number; run: () => void }[] = []
  readonly #waiter: Waiter
  #scheduled = false
  #closed = false

  constructor(waiter: Waiter = createWaiter()) {
    this.#waiter = waiter
  }

  push(delayMs: number, run: () => void): void {
    if (this.#closed) return
    if (delayMs <= 0 && this.#waiting.length === 0) {
      run()
      return
    }
    const last = this.#waiting.at(-1)?.due ?? 0
    this.#waiting.push({ due: Math.max(last, performance.now() + delayMs), run })
    this.#schedule()
  }

  /** Drops what is still on the way. */
  close(): void {
    this.#closed = true
    this.#waiting.length = 0
  }

  #schedule(): void {
    const next = this.#waiting[0]
    if (this.#scheduled || !next) return
    this.#scheduled = true
    this.#waiter(next.due - performance.now(), () => {
      this.#scheduled = false
      while (this.#waiting[0] && this.#waiting[0].due <= performance.now() + sameMoment) this.#waiting.shift()?.run()
      this.#schedule()
    })
  }
}

/** Timers may fire a little early by the waiter's own correction. */
const sameMoment = 1
