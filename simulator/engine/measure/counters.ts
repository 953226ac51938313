/** Counts per interval of a frame and over the measured window, one for each component, connection or journey. */
export class Counters {
  readonly interval: Float64Array
  readonly total: Float64Array

  constructor(count: number) {
    this.interval = new Float64Array(count)
    this.total = new Float64Array(count)
  }

  add(i: number): void {
    this.interval[i]++
  }

  fold(counts: boolean): void {
    if (counts) for (let i = 0; i < this.interval.length; i++) this.total[i] += this.interval[i]
    this.interval.fill(0)
  }
}
