import { bucketCount, bucketOf, lowerBoundOf, middleOf } from '../../run/latency-buckets.ts'
import { type Counted, sectionWidth } from '../../run/tally.ts'
import { studentT95 } from '../student-t.ts'

export type Interval = [low: number, high: number]

export interface QuantileInterval {
  value: number
  low: number
  high: number | null
  half: number
}

/** Half of its 95 % interval lies on either side of the value. */
export interface Estimate {
  value: number
  half: number
  /** What is known beforehand was taken into account. */
  controlled?: true
}

/** Beyond so much correlation sections are too short to be told apart from one another. */
const mostCorrelation = 0.6
/** A relaxation time is an estimate; what is remembered may last so many times as long. */
const memoryMargin = 2

/**
 * The most that the means of sections which follow each other can be correlated, where a section is so many relaxation times long: as
 * those of a process that forgets at one rate are, (1 - e^-b)^2 / (2 (b - 1 + e^-b)); what forgets faster beside it only makes it less.
 * What is measured beyond it is chance, and would make intervals of long sections too wide.
 */
export function mostAlike(relaxations: number): number {
  const b = relaxations / memoryMargin
  if (!(b > 0.1)) return mostCorrelation
  return Math.min(mostCorrelation, (1 - Math.exp(-b)) ** 2 / (2 * (b - 1 + Math.exp(-b))))
}

/**
 * A sum over a sum (requests over seconds, milliseconds over requests) with its 95 % interval from sections of a run or from
 * several runs: the ratio estimator with the spread of the sections' residuals around it, and Student's t over them (Law, Simulation
 * Modeling and Analysis, 9.5.3, and Fishman 2001 for ratios). Sections that follow each other are positively correlated while they
 * are short; the spread grows by what their first autocorrelation, up to `alike`, makes of it. Null where there are fewer than two.
 */
export function ratioInterval(above: number[], below: number[], alike: number): Estimate | null {
  const all = sum(below)
  if (!(all > 0 && Number.isFinite(all)) || above.length < 2) return null
  const value = sum(above) / all
  const residuals = above.map((each, i) => each - value * (below[i] as number))
  return { value, half: halfOf(residuals, all, alike) }
}

function halfOf(residuals: number[], all: number, alike: number): number {
  const n = residuals.length
  const squares = sumOfSquares(residuals)
  if (squares === 0) return 0
  const variance = (squares * n) / (n - 1)
  return (studentT95(n - 1) * Math.sqrt(variance * autocorrelationFactor(residuals, alike))) / all
}

/** By how much the variance of a mean grows since neighbours are alike, by their first autocorrelation, which is no more than `alike`. */
export function autocorrelationFactor(residuals: number[], alike: number): number {
  const squares = alike === 0 ? 0 : sumOfSquares(residuals)
  if (squares === 0) return 1
  let neighbours = 0
  for (let i = 1; i < residuals.length; i++) neighbours += (residuals[i] as number) * (residuals[i - 1] as number)
  const correlation = Math.min(alike, Math.max(0, neighbours / squares))
  return (1 + correlation) / (1 - correlation)
}

/** Several histograms as one. */
export function pool(all: Counted[]): Counted {
  const some = all.filter(({ counts }) => counts.length > 0)
  if (some.length <= 1) return some[0] ?? { from: 0, counts: new Int32Array(0) }
  const from = Math.min(...some.map((each) => each.from))
  const end = Math.max(...some.map((each) => each.from + each.counts.length))
  const counts = new Int32Array(end - from)
  for (const each of some) {
    const shift = each.from - from
    for (let i = 0; i < each.counts.length; i++) counts[shift + i] = (counts[shift + i] as number) + (each.counts[i] as number)
  }
  return { from, counts }
}

export function countOf({ counts }: Counted): number {
  let total = 0
  for (let i = 0; i < counts.length; i++) total += counts[i] as number
  return total
}

/** The smallest value that this share of what was counted does not exceed, as the engine reads it; null where nothing was. */
export function quantileOf(counted: Counted, share: number): number | null {
  return readQuantile(toRanks(counted), share)
}

/** How much was counted up to the end of each bucket. */
interface Ranks {
  from: number
  upTo: Float64Array
}

function toRanks({ from, counts }: Counted): Ranks {
  const upTo = new Float64Array(counts.length)
  let seen = 0
  for (let i = 0; i < counts.length; i++) {
    seen += counts[i] as number
    upTo[i] = seen
  }
  return { from, upTo }
}

function readQuantile({ from, upTo }: Ranks, share: number): number | null {
  const rank = Math.ceil((upTo[upTo.length - 1] ?? 0) * share)
  if (rank === 0) return null
  let [low, high] = [0, upTo.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((upTo[middle] as number) >= rank) high = middle
    else low = middle + 1
  }
  return low < upTo.length ? middleOf(from + low) : null
}

/**
 * Quantiles with their 95 % intervals: the share of each section's requests that exceeds the pooled quantile is a ratio with an
 * interval of its own, and the shares at its ends are read from the pooled histogram again (Iglehart 1976; Law 9.5.3; the
 * sectioning of Asmussen and Glynn, Stochastic Simulation, III.4, without the bias of the sections' own quantiles). `half`: of the
 * share. `high` is null where the interval goes beyond all that was seen.
 */
export function quantileIntervals(total: Counted, sections: Counted[], shares: number[], alike: number): (QuantileInterval | null)[] {
  const ranks = toRanks(total)
  const counts = sections.map(countOf)
  return shares.map((share) => {
    const value = readQuantile(ranks, share)
    if (value === null || sections.length < 2) return null
    const ratio = ratioInterval(
      sections.map((section) => exceeding(section, value)),
      counts,
      alike,
    )
    if (!ratio) return null
    const { half } = ratio
    const top = share + half
    return {
      value,
      low: readQuantile(ranks, Math.max(0, share - half)) ?? value,
      high: top < 1 ? readQuantile(ranks, top) : null,
      half,
    }
  })
}

/** How many exceed a value; the bucket it lies in is taken to be evenly filled. */
function exceeding({ from, counts }: Counted, value: number): number {
  const bucket = Math.floor(bucketOf(value) / sectionWidth)
  const low = lowerBoundOf(bucket * sectionWidth)
  const high = lowerBoundOf(Math.min(bucketCount, (bucket + 1) * sectionWidth))
  const part = Math.min(1, Math.max(0, (high - value) / (high - low)))
  let found = 0
  for (let i = Math.max(0, bucket - from); i < counts.length; i++) {
    found += (from + i === bucket ? part : 1) * (counts[i] as number)
  }
  return found
}

function sum(values: number[]): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i] as number
  return total
}

function sumOfSquares(values: number[]): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += (values[i] as number) * (values[i] as number)
  return total
}
