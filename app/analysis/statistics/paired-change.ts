import type { Counted } from '../../run/tally.ts'
import { studentT95 } from '../student-t.ts'
import { type Interval, pool, quantileOf } from './intervals.ts'

/**
 * By how much a quantile differs between two designs, as a share of the first's, with its 95 % interval: of each pair of repetitions
 * that had the same chance one is left out in turn, and the jackknife of the logarithm of the pooled quantiles' ratio tells how far
 * it may be off (Efron 1982; common random numbers: Law, Simulation Modeling and Analysis, 11.2). What both have in common cancels
 * out. null: one of them has no such quantile.
 */
export function pairedChange(before: Counted[], after: Counted[], share: number): { change: number; interval: Interval } | null {
  const n = before.length
  if (n < 2 || after.length !== n) return null
  const all = ratio(before, after, share)
  const without = before.map((_, i) => ratio(omit(before, i), omit(after, i), share))
  if (all === null || without.includes(null)) return null
  const pseudo = without.map((each) => n * all - (n - 1) * (each as number))
  const mean = pseudo.reduce((sum, each) => sum + each, 0) / n
  const variance = pseudo.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1)
  const half = studentT95(n - 1) * Math.sqrt(variance / n)
  return { change: Math.expm1(all), interval: [Math.expm1(all - half), Math.expm1(all + half)] }
}

function ratio(before: Counted[], after: Counted[], share: number): number | null {
  const [from, to] = [quantileOf(pool(before), share), quantileOf(pool(after), share)]
  return from === null || to === null || from <= 0 || to <= 0 ? null : Math.log(to / from)
}

function omit<Each>(all: Each[], index: number): Each[] {
  return all.filter((_, i) => i !== index)
}
