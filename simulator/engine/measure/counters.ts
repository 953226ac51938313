/** Counts per interval of a frame and over the measured window, one for each component, connection or journey. */
export class Counters {
  readonly interval: Float64Array
  readonly total: Float64Array
  /** All intervals that are over, whether they count or not. */
  private readonly over: Float64Array

  constructor(count: number) {
    this.interval = new Float64Array(count)
    this.total = new Float64Array(count)
    this.over = new Float64Array(count)
  }

  add(i: number): void {
    this.interval[i]++
  }

  /** Since the run began. */
  soFar(i: number): number {
    return this.over[i] + this.interval[i]
  }

  /** The measured window begins anew. */
  restart(): void {
    this.total.fill(0)
  }

  fold(counts: boolean): void {
    for (let i = 0; i < this.interval.length; i++) this.over[i] += this.interval[i]
    if (counts) for (let i = 0; i < this.interval.length; i++) this.total[i] += this.interval[i]
    this.interval.fill(0)
  }
}
