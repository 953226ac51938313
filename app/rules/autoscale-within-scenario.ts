import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'
import { msOf, scenariosOf } from './scenario-places.ts'

/** An autoscaler has the time to show anything: its first look and a start-up come before the longest scenario is over. */
export const autoscaleWithinScenario: Rule = {
  id: 'autoscale-within-scenario',
  severity: 'warning',
  check: (design) => {
    const longest = Math.max(0, ...scenariosOf(design).map(({ scenario }) => msOf(scenario.duration) ?? 0))
    if (longest === 0) return []
    return Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'station' || !behaviour.autoscale) return []
      const { intervalMs, startupMs } = behaviour.autoscale
      if (intervalMs + startupMs < longest) return []
      const field = startupMs >= intervalMs ? 'startup' : 'interval'
      const shorter = toDuration(Math.max(1000, Math.floor(longest / 10_000) * 1000))
      return [
        {
          message: `A replica that the autoscaler of ${id} adds serves after ${toDuration(intervalMs + startupMs)} at the soonest, when every scenario is over.`,
          remedy: 'Let it start up sooner, or a scenario last longer.',
          path: ['components', id, 'autoscale', field],
          component: id,
          fix: setting(`Set its ${field} to ${shorter}`, ['components', id, 'autoscale', field], shorter),
        },
      ]
    })
  },
}
