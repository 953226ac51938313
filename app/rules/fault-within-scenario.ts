import { removing } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { faultsIn, msOf } from './scenario-places.ts'

/** A fault begins before its scenario ends. */
export const faultWithinScenario: Rule = {
  id: 'fault-within-scenario',
  severity: 'warning',
  check: (design) =>
    faultsIn(design).flatMap(({ id, scenario, part, path }) => {
      const [at, duration] = [msOf(part.at), msOf(scenario.duration)]
      if (at === undefined || !duration || at < duration) return []
      return [
        {
          message: `In the scenario ${id} the fault "${part.kind}" on ${part.target} begins at ${part.at}, when the scenario is over after ${scenario.duration}.`,
          remedy: 'Let it begin sooner, or the scenario last longer.',
          path: [...path, 'at'],
          fix: removing('Take the fault out', path),
        },
      ]
    }),
}
