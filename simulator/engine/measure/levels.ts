/** Levels: how many there are of something over time, such as busy workers or waiting requests, each with a number. */
export class Levels {
  readonly count: number
  private readonly levels: Level[]

  constructor(count: number) {
    this.count = count
    this.levels = Array.from({ length: count }, () => new Level())
  }

  of(i: number): Level {
    return this.levels[i]
  }

  up(i: number, time: number): void {
    this.levels[i].up(time)
  }

  down(i: number, time: number): void {
    this.levels[i].down(time)
  }

  set(i: number, value: number, time: number): void {
    this.levels[i].set(value, time)
  }

  now(i: number): number {
    return this.levels[i].now
  }

  /** The highest value in the present interval. */
  high(i: number): number {
    return this.levels[i].high
  }

  /** Level x milliseconds from the start until `time`. */
  area(i: number, time: number): number {
    return this.levels[i].area(time)
  }

  beginInterval(): void {
    for (const level of this.levels) level.high = level.now
  }
}

/**
 * The area under a level up to time T is the sum over all changes of (T - time) x change; kept as one sum of change x time, a
 * change costs one addition. A small object of numbers, because the engine reaches its fields faster than cells of an array.
 */
export class Level {
  now = 0
  high = 0
  /** Minus zero, because a field that begins as a whole number makes V8 compile anew when it no longer is one. */
  private moment = -0

  up(time: number): void {
    this.moment -= time
    if (++this.now > this.high) this.high = this.now
  }

  down(time: number): void {
    this.moment += time
    this.now--
  }

  /** Several changes that add up to this, and the sum of each times its time; how high it was between them is told by `reach`. */
  shift(by: number, moment: number): void {
    this.moment -= moment
    this.now += by
  }

  /** It was as high as this. */
  reach(value: number): void {
    if (value > this.high) this.high = value
  }

  set(value: number, time: number): void {
    this.moment -= (value - this.now) * time
    this.now = value
    if (value > this.high) this.high = value
  }

  area(time: number): number {
    return this.moment + this.now * time
  }
}
