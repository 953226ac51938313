/**
 * The buckets in which latencies are counted. A bucket is the exponent of the double and the first 8 bits of its mantissa, so it is
 * 1/256 of its lower bound wide and the middle of it is off by at most 0.2 %; finding it takes no logarithm. From 1 us (2^-10 ms) to
 * 12 days (2^30 ms); what is shorter counts as nothing.
 */
const lowestExponent = -10
const octaves = 40
const offset = ((1023 + lowestExponent) << 8) - 1
const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

export const bucketCount = octaves * 256 + 1

export function bucketOf(ms: number): number {
  double[0] = ms
  return bucketOfHighWord(words[1] as number)
}

/** The bucket of a double, by the half of its bits that holds sign, exponent and the first of the mantissa. */
export function bucketOfHighWord(word: number): number {
  const bucket = (word >> 12) - offset
  return bucket < 0 ? 0 : bucket >= bucketCount ? bucketCount - 1 : bucket
}

export function middleOf(bucket: number): number {
  if (bucket === 0) return 0
  return (lowerBoundOf(bucket) + lowerBoundOf(bucket + 1)) / 2
}

export function lowerBoundOf(bucket: number): number {
  if (bucket === 0) return 0
  words[0] = 0
  words[1] = (bucket + offset) << 12
  return double[0] as number
}
