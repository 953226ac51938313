import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'

/** An autoscaler may add a replica. */
export const autoscaleHasRoom: Rule = {
  id: 'autoscale-has-room',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'station' || !behaviour.autoscale || behaviour.autoscale.min < behaviour.autoscale.max) return []
      const { max } = behaviour.autoscale
      const more = Math.min(100, max * 2)
      return [
        {
          message: `The autoscaler of ${id} may have ${max} replicas at least and ${max} at most, so it never does anything.`,
          remedy: 'Let it have more at most, or take it out.',
          path: ['components', id, 'autoscale', 'max'],
          component: id,
          ...(more > max ? { fix: setting(`Allow ${more} replicas`, ['components', id, 'autoscale', 'max'], more) } : {}),
        },
      ]
    }),
}
