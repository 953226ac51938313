import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { msOf, scenariosOf } from './scenario-places.ts'

/** Some traffic comes in every scenario. */
export const scenarioHasTraffic: Rule = {
  id: 'scenario-has-traffic',
  severity: 'warning',
  check: (design) =>
    scenariosOf(design).flatMap(({ id, scenario, path }) => {
      const points = scenario.traffic ?? []
      const shared = points.filter(({ source }) => source === undefined)
      if (shared.length === 0 || points.some(({ scale }) => scale > 0) || !shared.some(({ at }) => msOf(at) === 0)) return []
      const first = points.findIndex(({ source }) => source === undefined)
      return [
        {
          message: `No traffic comes in the scenario ${id}: its scale is 0 from the beginning to the end.`,
          remedy: 'Give it a scale above 0.',
          path: [...path, 'traffic', first, 'scale'],
          fix: setting('Let traffic come as drawn', [...path, 'traffic', first, 'scale'], 1),
        },
      ]
    }),
}
