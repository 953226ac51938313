import { removing } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { msOf, pointsIn } from './scenario-places.ts'

/** A traffic point comes before its scenario ends. */
export const trafficPointWithinScenario: Rule = {
  id: 'traffic-point-within-scenario',
  severity: 'warning',
  check: (design) =>
    pointsIn(design).flatMap(({ id, scenario, part, path }) => {
      const [at, duration] = [msOf(part.at), msOf(scenario.duration)]
      if (at === undefined || !duration || at < duration) return []
      return [
        {
          message: `In the scenario ${id} traffic changes at ${part.at}, when the scenario is over after ${scenario.duration}.`,
          remedy: 'Let it change sooner, or the scenario last longer.',
          path: [...path, 'at'],
          fix: removing('Take the point out', path),
        },
      ]
    }),
}
