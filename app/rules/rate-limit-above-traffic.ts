import { offeredLoad } from '../analysis/capacity.ts'
import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import type { Design } from '../design/design.ts'
import { type Fix, setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'
import { withoutScenarios } from './scenario-places.ts'

/** A rate limit lets through what the drawn traffic sends without any rush; otherwise errors are what is designed. */
export const rateLimitAboveTraffic: Rule = {
  id: 'rate-limit-above-traffic',
  severity: 'warning',
  check: (design) => {
    const limits = new Map(Object.keys(design.components).map((id) => [id, limitOf(design, id)]))
    if (![...limits.values()].some((limit) => limit !== undefined)) return []
    const load = offeredLoad(withoutScenarios(design)).components
    return [...limits].flatMap(([id, limit]) => {
      const comes = load[id]?.visitsPerSecond ?? 0
      if (limit === undefined || comes <= limit * 1.001) return []
      const component = design.components[id]
      const canBeSet = 'rateLimit' in (kindOf(component?.kind ?? '')?.parameters ?? {})
      const path = ['components', id, ...(component?.rateLimit === undefined ? [] : ['rateLimit', 'rate'])]
      const enough = Math.ceil(comes * 1.2)
      return [
        {
          message: `The rate limit of ${id} lets ${limit}/s through, and ${Number(comes.toPrecision(3))}/s come with the traffic as drawn.`,
          remedy: canBeSet
            ? 'Raise the limit, or let less traffic come.'
            : 'That is what its provider allows: let less traffic come, or share it among several.',
          path,
          component: id,
          ...(canBeSet ? { fix: fixOf(id, enough, component?.rateLimit !== undefined) } : {}),
        },
      ]
    })
  },
}

/** As written, or as the kind has it. */
function limitOf(design: Design, id: string): number | undefined {
  const behaviour = behaviourAt(design, id)
  return behaviour && behaviour.model !== 'source' ? behaviour.rateLimit?.ratePerSecond : undefined
}

function fixOf(id: string, rate: number, isWritten: boolean): Fix {
  const label = `Let ${rate}/s through`
  return isWritten
    ? setting(label, ['components', id, 'rateLimit', 'rate'], rate)
    : setting(label, ['components', id, 'rateLimit'], { rate, burst: rate })
}
