import { toFactorText, toSpan } from '../run/figures.ts'
import type { Capacity } from './answers.ts'

/**
 * Between which factors on the traffic an objective breaks with 95 % confidence: `× 1.46 to × 1.5`, `× 1.46 or more`, or what it takes
 * to know. undefined: nothing is known of it.
 */
export function capacityInterval({ surely, met, needed, objective }: Capacity): string | undefined {
  if (surely === undefined || met === null) return undefined
  const rises = objective.metric === 'throughput' && objective.above !== undefined
  const [low, high] = rises ? [surely.missed, surely.met] : [surely.met, surely.missed]
  if (surely.met === null) return typeof needed === 'number' ? `not known yet, takes ${toSpan(needed)}` : 'not known'
  if (low === null) return `${toFactorText(surely.met)} or less`
  return high === null ? `${toFactorText(surely.met)} or more` : `${toFactorText(low)} to ${toFactorText(high)}`
}

/** Whether it is known at some traffic at least that the objective is met. */
export function isCapacityKnown({ surely, met }: Capacity): boolean {
  return met === null || surely === undefined || surely.met !== null
}
