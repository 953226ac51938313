/**
 * Levels: how many there are of something over time, such as busy workers or waiting requests. The area under a level up to
 * time T is the sum over all changes of (T - time) x change; kept as one sum of change x time, a change costs one addition.
 */
export class Levels {
  readonly now: Int32Array
  /** Highest value in the present interval. */
  readonly high: Int32Array
  private readonly moment: Float64Array

  constructor(count: number) {
    this.now = new Int32Array(count)
    this.high = new Int32Array(count)
    this.moment = new Float64Array(count)
  }

  up(i: number, time: number): void {
    this.moment[i] -= time
    if (++this.now[i] > this.high[i]) this.high[i] = this.now[i]
  }

  down(i: number, time: number): void {
    this.moment[i] += time
    this.now[i]--
  }

  set(i: number, value: number, time: number): void {
    this.moment[i] -= (value - this.now[i]) * time
    this.now[i] = value
    if (value > this.high[i]) this.high[i] = value
  }

  /** Level x milliseconds from the start until `time`. */
  area(i: number, time: number): number {
    return this.moment[i] + this.now[i] * time
  }

  beginInterval(): void {
    this.high.set(this.now)
  }
}
