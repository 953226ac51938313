import { isSource } from '../catalogue/behaviour-of.ts'
import type { Rule } from './rule.ts'
import { addingTraffic } from './traffic-fix.ts'

/** Without traffic nothing happens, whatever is drawn. */
export const designHasTraffic: Rule = {
  id: 'design-has-traffic',
  severity: 'warning',
  check: (design) => {
    const all = Object.values(design.components)
    if (all.length === 0 || all.some((component) => isSource(component))) return []
    const fix = addingTraffic(design)
    return [
      {
        message: 'No traffic comes to this design, so nothing will happen.',
        remedy: 'Add traffic and connect it.',
        path: ['components'],
        ...(fix ? { fix } : {}),
      },
    ]
  },
}
