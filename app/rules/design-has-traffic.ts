import { isSource } from '../catalogue/behaviour-of.ts'
import type { Rule } from './rule.ts'

/** Without traffic nothing happens, whatever is drawn. */
export const designHasTraffic: Rule = {
  id: 'design-has-traffic',
  severity: 'warning',
  check: ({ components }) => {
    const all = Object.values(components)
    const some = all.some((component) => isSource(component))
    return all.length === 0 || some
      ? []
      : [
          {
            message: 'No traffic comes to this design, so nothing will happen.',
            remedy: 'Add traffic and connect it.',
            path: ['components'],
          },
        ]
  },
}
