import { Histogram } from './histogram.ts'

/**
 * Every histogram exists twice: for the interval of the present frame, which is all that is written while the engine runs, and
 * for the measured window, into which the interval is folded at the end of a frame.
 */
export class Histograms {
  readonly interval: HistogramSet
  readonly total: HistogramSet

  private readonly count: number

  constructor(count: number) {
    this.count = count
    this.interval = new HistogramSet(count)
    this.total = new HistogramSet(count)
  }

  record(histogram: number, ms: number): void {
    this.interval.record(histogram, ms)
  }

  /** The measured window begins anew. */
  restart(): void {
    for (let h = 0; h < this.count; h++) this.total.clear(h)
  }

  /** Ends an interval: adds it to the totals where it counts, and begins the next. */
  fold(counts: boolean): void {
    for (let h = 0; h < this.count; h++) {
      if (counts) this.total.add(this.interval, h)
      this.interval.clear(h)
    }
  }
}

export class HistogramSet {
  private readonly histograms: Histogram[]

  constructor(count: number) {
    this.histograms = Array.from({ length: count }, () => new Histogram())
  }

  of(h: number): Histogram {
    return this.histograms[h]
  }

  record(h: number, ms: number): void {
    this.histograms[h].record(ms)
  }

  add(other: HistogramSet, h: number): void {
    this.histograms[h].add(other.histograms[h])
  }

  clear(h: number): void {
    this.histograms[h].clear()
  }

  n(h: number): number {
    return this.histograms[h].n
  }

  max(h: number): number {
    return this.histograms[h].max
  }

  mean(h: number): number | null {
    return this.n(h) > 0 ? this.histograms[h].sum / this.n(h) : null
  }

  quantiles(h: number, shares: readonly number[]): (number | null)[] {
    return this.histograms[h].quantiles(shares)
  }
}
