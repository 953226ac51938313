import { bucketCount, bucketOf, bucketOfHighWord, middleOf } from '../../../app/run/latency-buckets.ts'
import type { Counted } from '../../../app/run/tally.ts'

/** So many values are kept as they came before they are counted in buckets, all in one go. */
const mostPending = 128
const fewestPending = 8
/** Buckets are made by so many at a time: a quarter of an octave. */
const bucketsAtOnce = 64

/**
 * Latencies, counted in the buckets of `app/run/latency-buckets.ts`. What is recorded is only noted down, which is quicker than to
 * count it, and buckets exist where something was counted: of what seldom happens there are a few numbers and no buckets at all.
 */
export class Histogram {
  private pending = new Float64Array(0)
  private words = new Int32Array(this.pending.buffer)
  private waiting = 0
  /** What was counted in buckets; what is pending is not among it. */
  private counted = 0
  /** The sum. Minus zero, because a field that begins as a whole number makes V8 compile anew when it no longer is one. */
  private total = -0
  private highest = Number.NEGATIVE_INFINITY
  private lowest = Number.POSITIVE_INFINITY
  private from = 0
  private buckets = new Int32Array(0)

  record(ms: number): void {
    if (this.waiting === this.pending.length) this.makeRoom()
    this.pending[this.waiting++] = ms
  }

  get n(): number {
    return this.counted + this.waiting
  }

  get sum(): number {
    let sum = this.total
    for (let i = 0; i < this.waiting; i++) sum += this.pending[i]
    return sum
  }

  get max(): number {
    let max = this.highest
    for (let i = 0; i < this.waiting; i++) if (this.pending[i] > max) max = this.pending[i]
    return this.n === 0 ? 0 : max
  }

  add(other: Histogram): void {
    if (other.n === 0) return
    this.settle()
    const total = this.total + other.sum
    if (other.counted > 0) {
      const first = bucketOf(other.lowest)
      const last = bucketOf(other.highest)
      this.cover(first, last)
      const added = other.buckets.subarray(first - other.from, last + 1 - other.from)
      const { buckets } = this
      const start = first - this.from
      if (this.counted === 0) buckets.set(added, start)
      // Cut to 32 bits, as the cells are: the sum needs no check for having more.
      else for (let b = 0; b < added.length; b++) buckets[start + b] = (buckets[start + b] + added[b]) | 0
      if (other.highest > this.highest) this.highest = other.highest
      if (other.lowest < this.lowest) this.lowest = other.lowest
      this.counted += other.counted
    }
    this.count(other)
    this.total = total
  }

  clear(): void {
    if (this.counted > 0) this.buckets.fill(0, bucketOf(this.lowest) - this.from, bucketOf(this.highest) + 1 - this.from)
    this.waiting = 0
    this.counted = 0
    this.total = -0
    this.highest = Number.NEGATIVE_INFINITY
    this.lowest = Number.POSITIVE_INFINITY
  }

  /** What was recorded, in buckets so many times as wide. */
  inBuckets(width: number): Counted {
    this.settle()
    if (this.counted === 0) return { from: 0, counts: new Int32Array(0) }
    const lowest = bucketOf(this.lowest)
    const highest = bucketOf(this.highest)
    if (width === 1) return { from: lowest, counts: this.buckets.slice(lowest - this.from, highest + 1 - this.from) }
    const from = Math.floor(lowest / width)
    const counts = new Int32Array(Math.floor(highest / width) - from + 1)
    let b = lowest
    const { buckets } = this
    const start = this.from
    for (let i = 0; i < counts.length; i++) {
      const end = Math.min((from + i + 1) * width, highest + 1)
      let sum = 0
      for (; b < end; b++) sum = (sum + buckets[b - start]) | 0
      counts[i] = sum
    }
    return { from, counts }
  }

  /**
   * The smallest values that at least these shares of the recorded ones do not exceed, within 0.2 %; null where there are none.
   * The shares ascend, so that what was counted is passed once.
   */
  quantiles(shares: readonly number[]): (number | null)[] {
    const { n, max } = this
    if (n === 0) return shares.map(() => null)
    if (this.counted === 0) {
      const sorted = ascending(this.pending, n)
      return shares.map((share) => Math.min(middleOf(bucketOf(sorted[Math.max(0, Math.ceil(n * share) - 1)])), max))
    }
    this.settle()
    const { buckets, from } = this
    const values: number[] = []
    let bucket = bucketOf(this.lowest)
    let seen = buckets[bucket - from]
    // No function for each share: it would keep what is counted on the way out of the registers.
    for (const share of shares) {
      const rank = Math.ceil(n * share)
      while (seen < rank && bucket < bucketCount - 1) seen = (seen + buckets[++bucket - from]) | 0
      values.push(Math.min(middleOf(bucket), max))
    }
    return values
  }

  private makeRoom(): void {
    if (this.waiting < mostPending) {
      const larger = new Float64Array(this.waiting < fewestPending ? fewestPending : mostPending)
      larger.set(this.pending)
      this.pending = larger
      this.words = new Int32Array(larger.buffer)
    } else this.settle()
  }

  /** Counts what is pending. */
  private settle(): void {
    this.count(this)
    this.waiting = 0
  }

  /** Counts what is pending in a histogram, this one or another. */
  private count(of: Histogram): void {
    const { pending, waiting } = of
    const words = of.words
    let { buckets, from, total, lowest, highest } = this
    for (let i = 0; i < waiting; i++) {
      const ms = pending[i]
      const bucket = bucketOfHighWord(words[2 * i + 1])
      if (bucket < from || bucket >= from + buckets.length) {
        this.cover(bucket, bucket)
        buckets = this.buckets
        from = this.from
      }
      buckets[bucket - from] = (buckets[bucket - from] + 1) | 0
      total += ms
      if (ms > highest) highest = ms
      if (ms < lowest) lowest = ms
    }
    this.counted += waiting
    this.total = total
    this.lowest = lowest
    this.highest = highest
  }

  /** Makes the buckets from the first to the last, both included, where there are none yet. */
  private cover(first: number, last: number): void {
    const { from, buckets } = this
    const end = from + buckets.length
    if (first >= from && last < end) return
    const isNew = buckets.length === 0
    const low = Math.floor(first / bucketsAtOnce) * bucketsAtOnce
    const high = (Math.floor(last / bucketsAtOnce) + 1) * bucketsAtOnce
    this.from = isNew ? low : Math.min(from, low)
    this.buckets = new Int32Array((isNew ? high : Math.max(end, high)) - this.from)
    this.buckets.set(buckets, isNew ? 0 : from - this.from)
  }
}

/** Sorted by insertion, which is quickest for the few that are pending of what seldom happens. */
const few = 24
const fewSorted = new Float64Array(few)

function ascending(values: Float64Array, n: number): Float64Array {
  if (n > few) return values.slice(0, n).sort()
  for (let end = 0; end < n; end++) {
    const value = values[end]
    let i = end
    for (; i > 0 && fewSorted[i - 1] > value; i--) fewSorted[i] = fewSorted[i - 1]
    fewSorted[i] = value
  }
  return fewSorted
}
