import type { Result } from '../run/result.ts'

/** The journey with the highest p99; undefined where there is none, or one is overloaded. */
export function slowestJourney({ journeys }: Pick<Result, 'journeys'>): string | undefined {
  const all = Object.entries(journeys).map(([name, { latency }]) => ({ name, p99: latency.p99 }))
  if (all.some(({ p99 }) => p99 === null)) return undefined
  return all.sort((a, b) => (b.p99 ?? 0) - (a.p99 ?? 0))[0]?.name
}
