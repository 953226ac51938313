import { offeredLoad } from '../analysis/capacity.ts'
import { behaviourAt } from '../catalogue/behaviour-of.ts'
import type { RateLimit } from '../design/fields.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { withoutScenarios } from './scenario-places.ts'

/** A rate limit lets through what the drawn traffic sends without any rush; otherwise errors are what is designed. */
export const rateLimitAboveTraffic: Rule = {
  id: 'rate-limit-above-traffic',
  severity: 'warning',
  check: (design) => {
    if (!Object.values(design.components).some(({ rateLimit }) => rateLimit !== undefined)) return []
    const load = offeredLoad(withoutScenarios(design)).components
    return Object.entries(design.components).flatMap(([id, component]) => {
      const limit = component.rateLimit as RateLimit | undefined
      const comes = load[id]?.visitsPerSecond ?? 0
      if (!limit || comes <= limit.rate * 1.001 || behaviourAt(design, id) === undefined) return []
      const enough = Math.ceil(comes * 1.2)
      return [
        {
          message: `The rate limit of ${id} lets ${limit.rate}/s through, and ${Number(comes.toPrecision(3))}/s come with the traffic as drawn.`,
          remedy: 'Raise the limit, or let less traffic come.',
          path: ['components', id, 'rateLimit', 'rate'],
          component: id,
          fix: setting(`Let ${enough}/s through`, ['components', id, 'rateLimit', 'rate'], enough),
        },
      ]
    })
  },
}
