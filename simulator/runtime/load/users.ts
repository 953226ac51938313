import { type LoadPoint, scaleAt } from '../../../app/run/load-shape.ts'
import type { LoadProgram } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'
import { sampleWork } from '../measure/work-sampler.ts'

/** How often it is looked whether more users are wanted. */
const lookEveryMs = 100

/**
 * A closed loop: so many users, each of whom thinks, sends a request, waits until it is answered, and thinks again. The scenario's
 * scale multiplies their number; who is too many leaves before the next request.
 */
export class Users {
  readonly #closed: NonNullable<LoadProgram['closed']>
  readonly #points: readonly LoadPoint[]
  readonly #random: Random
  readonly #send: () => Promise<void>
  readonly #startMs = performance.now()
  #present = 0
  #going = true

  constructor(closed: NonNullable<LoadProgram['closed']>, points: readonly LoadPoint[], random: Random, send: () => Promise<void>) {
    this.#closed = closed
    this.#points = points
    this.#random = random
    this.#send = send
    this.#look()
  }

  stop(): void {
    this.#going = false
  }

  #look(): void {
    if (!this.#going) return
    for (; this.#present < this.#wanted(); this.#present += 1) void this.#live()
    setTimeout(() => this.#look(), lookEveryMs)
  }

  async #live(): Promise<void> {
    for (;;) {
      await new Promise((done) => setTimeout(done, sampleWork(this.#closed.think, this.#random)))
      if (!this.#going || this.#present > this.#wanted()) {
        this.#present -= 1
        return
      }
      await this.#send()
    }
  }

  #wanted(): number {
    return Math.round(this.#closed.users * scaleAt(this.#points, (performance.now() - this.#startMs) / 1000))
  }
}
