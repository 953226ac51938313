import type { Result } from './result.ts'

type Group = 'components' | 'connections' | 'journeys'

/** The 95 % interval of a figure by its name in the result (`latency.p99`); null or absent: there is none. */
export function intervalOf(
  result: Pick<Result, 'statistics' | 'replications'> | null | undefined,
  group: Group,
  id: string,
  figure: string,
) {
  return (result?.statistics ?? result?.replications)?.intervals[group][id]?.[figure]
}

/**
 * Whether a figure is known: the seconds of scenario that it takes where the run was too short, null where no length would do,
 * undefined where it is known, or where nobody can tell.
 */
export function neededFor(
  result: Pick<Result, 'statistics'> | null | undefined,
  group: Group,
  id: string,
  figure: string,
): number | null | undefined {
  return result?.statistics?.unknown[group][id]?.[figure]
}
