import { setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'
import { msOf, scenariosOf } from './scenario-places.ts'

/** The warm-up leaves something of the scenario to measure. */
export const warmupWithinScenario: Rule = {
  id: 'warmup-within-scenario',
  severity: 'warning',
  check: (design) =>
    scenariosOf(design).flatMap(({ id, scenario, path }) => {
      const [duration = 0, warmup = 0] = [msOf(scenario.duration), msOf(scenario.warmup)]
      if (duration === 0 || warmup < duration) return []
      const shorter = toDuration(Math.ceil(duration / 6000) * 1000)
      return [
        {
          message: `The warm-up of the scenario ${id}, ${scenario.warmup}, leaves nothing of its ${scenario.duration} to measure.`,
          remedy: `Make it shorter, such as ${shorter}.`,
          path: [...path, 'warmup'],
          fix: setting(`Warm up for ${shorter}`, [...path, 'warmup'], shorter),
        },
      ]
    }),
}
