import type { Capacity } from '../../app/analysis/answers.ts'
import { holds } from '../../app/analysis/objectives.ts'
import type { Judged, Result } from '../../app/run/result.ts'

/** The bounds come this near to each other. */
export const tolerance = 0.01
const leastScale = 1 / 64

/** How sure it has to be that an objective is met: surely, as far as can be told, or not surely missed. */
export type Sureness = 'surely' | 'likely' | 'perhaps'

/** Between which scales of the traffic an objective breaks. */
export interface Bracket {
  /** Of the scenario's objectives. */
  index: number
  sureness: Sureness
  /** Met from some scale on, not up to it. */
  rising: boolean
  /** The highest scale known to be on the side of less traffic, 0 where none is, and the lowest on that of more. */
  low: number
  high: number
}

export function bracketsOf(objectives: Capacity['objective'][]): Bracket[] {
  return objectives.flatMap(({ metric, above }, index) =>
    (['likely', 'surely', 'perhaps'] as const).map((sureness) => ({
      index,
      sureness,
      rising: metric === 'throughput' && above !== undefined,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    })),
  )
}

/** Where to look next: outwards by doubling until both sides are known, then between them, evenly on the threads there are. */
export function nextScales({ low, high, sureness }: Bracket, ceiling: number, threads: number, likely: Bracket): number[] {
  if (low === 0 && high === Number.POSITIVE_INFINITY) return [1]
  // What is not sure near the likely place is not looked for far from it.
  const [least, most] = sureness === 'likely' ? [leastScale, ceiling] : [likely.low / 4, Math.min(ceiling, likely.high * 2)]
  if (high === Number.POSITIVE_INFINITY) return low >= most ? [] : [Math.min(ceiling, low * 2)]
  if (low === 0) return high <= Math.max(leastScale, least) ? [] : [high / 2]
  if (high / low <= 1 + tolerance) return []
  return Array.from({ length: threads }, (_, i) => low * (high / low) ** ((i + 1) / (threads + 1)))
}

/** A bracket with all that has been seen. */
export function narrowed(bracket: Bracket, seen: Map<number, Result>): Bracket {
  const judged = [...seen].flatMap(([scale, { objectives }]) => {
    const one = objectives[bracket.index]
    return one ? [{ scale, one }] : []
  })
  const anyKnown = judged.some(({ one }) => isKnown(one) && one.actual !== null)
  const sides = judged.map(({ scale, one }) => ({ scale, isLow: isMet(one, bracket.sureness, anyKnown) !== bracket.rising }))
  const low = Math.max(0, ...sides.flatMap(({ scale, isLow }) => (isLow ? [scale] : [])))
  const high = Math.min(Number.POSITIVE_INFINITY, ...sides.flatMap(({ scale, isLow }) => (!isLow && scale > low ? [scale] : [])))
  return { ...bracket, low, high }
}

/**
 * Where a figure lies within its interval of the bound, what is likely goes by the figure itself. One that a run was too short to know
 * says nothing: near saturation that is so, and it counts as missed, unless no run knows the figure at all.
 */
function isMet(judged: Judged, sureness: Sureness, anyKnown: boolean): boolean {
  const { verdict, actual, met } = judged
  if (verdict !== 'unknown') return met
  if (sureness !== 'likely') return sureness === 'perhaps'
  return actual !== null && holds(judged, actual) && (isKnown(judged) || !anyKnown)
}

/** An interval that holds the bound is knowledge of the figure; a run that was too short has none. */
function isKnown({ short = false }: Judged): boolean {
  return !short
}
