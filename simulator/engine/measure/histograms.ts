/**
 * Latency histograms in one array. A bucket is the exponent of the double and the first 8 bits of its mantissa, so it is 1/256
 * of its lower bound wide and the middle of it is off by at most 0.2 %; finding it takes no logarithm. From 1 us (2^-10 ms) to
 * 12 days (2^30 ms); what is shorter counts as nothing.
 *
 * Every histogram exists twice: for the interval of the present frame, which is all that is written while the engine runs, and
 * for the measured window, into which the interval is folded at the end of a frame.
 */
const lowestExponent = -10
const octaves = 40
const offset = ((1023 + lowestExponent) << 8) - 1
const size = octaves * 256 + 1
const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

export class Histograms {
  readonly interval: HistogramSet
  readonly total: HistogramSet

  constructor(count: number) {
    this.interval = new HistogramSet(count)
    this.total = new HistogramSet(count)
  }

  record(histogram: number, ms: number): void {
    this.interval.record(histogram, ms)
  }

  /** Ends an interval: adds it to the totals where it counts, and begins the next. */
  fold(counts: boolean): void {
    for (let h = 0; h < this.interval.n.length; h++) {
      if (counts) this.total.add(this.interval, h)
      this.interval.clear(h)
    }
  }
}

export class HistogramSet {
  readonly n: Float64Array
  readonly sum: Float64Array
  readonly max: Float64Array
  private readonly buckets: Int32Array
  /** Lowest and highest bucket in use. */
  private readonly low: Int32Array
  private readonly high: Int32Array

  constructor(count: number) {
    this.n = new Float64Array(count)
    this.sum = new Float64Array(count)
    this.max = new Float64Array(count)
    this.buckets = new Int32Array(count * size)
    this.low = new Int32Array(count).fill(size)
    this.high = new Int32Array(count).fill(-1)
  }

  record(h: number, ms: number): void {
    double[0] = ms
    let bucket = (words[1] >> 12) - offset
    if (bucket < 0) bucket = 0
    else if (bucket >= size) bucket = size - 1
    this.buckets[h * size + bucket]++
    this.n[h]++
    this.sum[h] += ms
    if (bucket < this.low[h]) this.low[h] = bucket
    if (bucket >= this.high[h]) {
      this.high[h] = bucket
      if (ms > this.max[h]) this.max[h] = ms
    }
  }

  add(other: HistogramSet, h: number): void {
    const base = h * size
    for (let b = other.low[h]; b <= other.high[h]; b++) this.buckets[base + b] += other.buckets[base + b]
    this.n[h] += other.n[h]
    this.sum[h] += other.sum[h]
    if (other.max[h] > this.max[h]) this.max[h] = other.max[h]
    if (other.low[h] < this.low[h]) this.low[h] = other.low[h]
    if (other.high[h] > this.high[h]) this.high[h] = other.high[h]
  }

  clear(h: number): void {
    if (this.high[h] >= 0) this.buckets.fill(0, h * size + this.low[h], h * size + this.high[h] + 1)
    this.n[h] = 0
    this.sum[h] = 0
    this.max[h] = 0
    this.low[h] = size
    this.high[h] = -1
  }

  mean(h: number): number | null {
    return this.n[h] > 0 ? this.sum[h] / this.n[h] : null
  }

  /** The smallest value that at least this share of the recorded ones do not exceed, within 0.2 %; null where there are none. */
  quantile(h: number, share: number): number | null {
    const rank = Math.ceil(this.n[h] * share)
    if (this.n[h] === 0) return null
    let seen = 0
    for (let b = this.low[h]; b <= this.high[h]; b++) {
      seen += this.buckets[h * size + b]
      if (seen >= rank) return Math.min(middle(b), this.max[h])
    }
    return this.max[h]
  }
}

function middle(bucket: number): number {
  if (bucket === 0) return 0
  return (lowerBound(bucket) + lowerBound(bucket + 1)) / 2
}

function lowerBound(bucket: number): number {
  words[0] = 0
  words[1] = (bucket + offset) << 12
  return double[0]
}
