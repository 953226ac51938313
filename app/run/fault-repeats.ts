import { toSeconds } from '../design/quantities.ts'
import type { ResolvedFault } from './fault-target.ts'

/** How a fault comes again, in seconds: `every` is the mean time from one beginning to the next. */
export interface Repeats {
  every: number
  /** The quiet times between vary, exponentially. */
  atRandom: boolean
}

export function repeatsOf({ fault }: Pick<ResolvedFault, 'fault'>): Repeats | null {
  const { repeat } = fault
  return repeat ? { every: toSeconds(repeat.every), atRandom: repeat.distribution === 'exponential' } : null
}

/** The quiet time until it begins again, once it has lasted so long. `unit` draws an exponential variate of mean 1. */
export function quietTime({ every, atRandom }: Repeats, lasted: number, unit: () => number): number {
  return Math.max(0, every - lasted) * (atRandom ? unit() : 1)
}
