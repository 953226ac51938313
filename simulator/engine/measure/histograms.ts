import { bucketCount, bucketOf, middleOf } from '../../../app/run/latency-buckets.ts'
import type { Counted } from '../../../app/run/tally.ts'

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

export class Histogram {
  n = 0
  sum = 0
  max = 0
  private min = Number.POSITIVE_INFINITY
  private readonly buckets = new Int32Array(bucketCount)

  record(ms: number): void {
    this.buckets[bucketOf(ms)]++
    this.n++
    this.sum += ms
    if (ms > this.max) this.max = ms
    if (ms < this.min) this.min = ms
  }

  add(other: Histogram): void {
    if (other.n === 0) return
    const highest = bucketOf(other.max)
    for (let b = bucketOf(other.min); b <= highest; b++) this.buckets[b] += other.buckets[b]
    this.n += other.n
    this.sum += other.sum
    if (other.max > this.max) this.max = other.max
    if (other.min < this.min) this.min = other.min
  }

  clear(): void {
    if (this.n > 0) this.buckets.fill(0, bucketOf(this.min), bucketOf(this.max) + 1)
    this.n = 0
    this.sum = 0
    this.max = 0
    this.min = Number.POSITIVE_INFINITY
  }

  /** What was recorded, in buckets so many times as wide. */
  counted(width: number): Counted {
    if (this.n === 0) return { from: 0, counts: new Int32Array(0) }
    const from = Math.floor(bucketOf(this.min) / width)
    const highest = bucketOf(this.max)
    const counts = new Int32Array(Math.floor(highest / width) - from + 1)
    for (let b = bucketOf(this.min); b <= highest; b++) counts[Math.floor(b / width) - from] += this.buckets[b]
    return { from, counts }
  }

  /**
   * The smallest values that at least these shares of the recorded ones do not exceed, within 0.2 %; null where there are none.
   * The shares ascend, so that the buckets are passed once.
   */
  quantiles(shares: readonly number[]): (number | null)[] {
    if (this.n === 0) return shares.map(() => null)
    let bucket = bucketOf(this.min)
    let seen = this.buckets[bucket]
    return shares.map((share) => {
      const rank = Math.ceil(this.n * share)
      while (seen < rank && bucket < bucketCount - 1) seen += this.buckets[++bucket]
      return Math.min(middleOf(bucket), this.max)
    })
  }
}
