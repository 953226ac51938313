import type { Result } from '../run/result.ts'

/** Reads the p99 of a journey, or of the journey with the highest; null where there is none or one is overloaded. */
export function slowestP99(journey?: string): (result: Result) => number | null {
  return ({ journeys }) => {
    const wanted = Object.entries(journeys).filter(([name]) => journey === undefined || name === journey)
    const all = wanted.map(([, { latency }]) => latency.p99)
    return all.length === 0 || all.includes(null) ? null : Math.max(...(all as number[]))
  }
}
