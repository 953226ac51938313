/** A number that goes up and down over time (requests in flight, waiting, busy workers): its mean and its peak. */
export interface LevelDelta {
  /** Integral over the interval, unit x milliseconds; divided by the interval it is the mean. */
  area: number
  max: number
  now: number
}

export class Level {
  now = 0
  #area = 0
  #max = 0
  #since: number
  readonly #clock: () => number

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock
    this.#since = clock()
  }

  change(by: number): void {
    this.#settle()
    this.now += by
    if (this.now > this.#max) this.#max = this.now
  }

  /** What happened since the last call. */
  take(): LevelDelta {
    this.#settle()
    const delta = { area: this.#area, max: this.#max, now: this.now }
    this.#area = 0
    this.#max = this.now
    return delta
  }

  #settle(): void {
    const time = this.#clock()
    this.#area += this.now * (time - this.#since)
    this.#since = time
  }
}
