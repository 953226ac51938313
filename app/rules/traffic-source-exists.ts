import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { setting } from '../design/fix.ts'
import { nearest } from '../design/nearest.ts'
import type { Rule } from './rule.ts'
import { pointsIn } from './scenario-places.ts'

/** A traffic point that is only of one source names a component that sends traffic. */
export const trafficSourceExists: Rule = {
  id: 'traffic-source-exists',
  severity: 'error',
  check: (design) => {
    const sources = Object.keys(design.components).filter((id) => behaviourAt(design, id)?.model === 'source')
    return pointsIn(design).flatMap(({ id, part, path }) => {
      const { source } = part
      if (source === undefined || sources.includes(source)) return []
      const meant = nearest(source, sources)
      return [
        {
          message: `In the scenario ${id} a traffic point is only of "${source}", which is no traffic.`,
          remedy: sources.length > 0 ? `Traffic: ${sources.join(', ')}.` : 'Leave source out: this design has no traffic.',
          path: [...path, 'source'],
          ...(meant ? { fix: setting(`Write ${meant}`, [...path, 'source'], meant) } : {}),
        },
      ]
    })
  },
}
