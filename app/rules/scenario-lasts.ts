import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { msOf, scenariosOf } from './scenario-places.ts'

/** A scenario takes time; one of no length shows nothing. */
export const scenarioLasts: Rule = {
  id: 'scenario-lasts',
  severity: 'error',
  check: (design) =>
    scenariosOf(design)
      .filter(({ scenario }) => msOf(scenario.duration) === 0)
      .map(({ id, path }) => ({
        message: `The scenario ${id} lasts no time at all.`,
        remedy: 'Give it a duration such as 60s.',
        path: [...path, 'duration'],
        fix: setting('Let it last 60s', [...path, 'duration'], '60s'),
      })),
}
