/**
 * Latencies in buckets whose width grows with the value: 64 buckets per doubling, so a quantile is off by less than 0.8 %.
 * Deltas of many replicas and intervals are added up without loss, which is why quantiles are never averaged here.
 */
export interface HistogramDelta {
  count: number
  /** Sum and greatest value, milliseconds, exact. */
  sumMs: number
  maxMs: number
  /** Bucket and count, one after the other, only where something was counted. */
  buckets: number[]
}

const bucketsPerDoubling = 64
const highestMicroseconds = 2 ** 32 - 1

function bucketOf(microseconds: number): number {
  if (microseconds < bucketsPerDoubling) return microseconds
  const shift = 25 - Math.clz32(microseconds)
  return (shift + 1) * bucketsPerDoubling + ((microseconds >>> shift) & (bucketsPerDoubling - 1))
}

/** The middle of a bucket, milliseconds. */
function middleOf(bucket: number): number {
  if (bucket < bucketsPerDoubling) return bucket / 1000
  const shift = Math.floor(bucket / bucketsPerDoubling) - 1
  const low = (bucketsPerDoubling + (bucket % bucketsPerDoubling)) * 2 ** shift
  return (low + 2 ** shift / 2) / 1000
}

export class Histogram {
  count = 0
  sumMs = 0
  maxMs = 0
  readonly #counts = new Map<number, number>()

  /** Counts one value, milliseconds. */
  record(valueMs: number): void {
    const value = Math.max(0, valueMs)
    this.count += 1
    this.sumMs += value
    if (value > this.maxMs) this.maxMs = value
    const bucket = bucketOf(Math.min(highestMicroseconds, Math.round(value * 1000)))
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1)
  }

  add(delta: HistogramDelta): void {
    this.count += delta.count
    this.sumMs += delta.sumMs
    if (delta.maxMs > this.maxMs) this.maxMs = delta.maxMs
    for (let index = 0; index + 1 < delta.buckets.length; index += 2) {
      const bucket = delta.buckets[index] ?? 0
      this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + (delta.buckets[index + 1] ?? 0))
    }
  }

  /** What is in it now. */
  copy(): HistogramDelta {
    return { count: this.count, sumMs: this.sumMs, maxMs: this.maxMs, buckets: [...this.#counts].flat() }
  }

  /** What was counted since the last call. */
  take(): HistogramDelta {
    const delta = this.copy()
    this.count = 0
    this.sumMs = 0
    this.maxMs = 0
    this.#counts.clear()
    return delta
  }

  /** Milliseconds; null where nothing was counted. */
  mean(): number | null {
    return this.count === 0 ? null : this.sumMs / this.count
  }

  max(): number | null {
    return this.count === 0 ? null : this.maxMs
  }

  /** The value that a share `q` of all values does not exceed, milliseconds; null where nothing was counted. */
  quantile(q: number): number | null {
    if (this.count === 0) return null
    let left = Math.max(1, Math.ceil(q * this.count))
    for (const [bucket, count] of [...this.#counts].sort((a, b) => a[0] - b[0])) {
      left -= count
      if (left <= 0) return Math.min(middleOf(bucket), this.maxMs)
    }
    return this.maxMs
  }
}
