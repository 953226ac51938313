import { isSource } from '../catalogue/behaviour-of.ts'
import { connectionsFrom } from '../design/design.ts'
import type { Rule } from './rule.ts'
import { connectingTraffic } from './traffic-fix.ts'

/** Traffic has somebody to send its requests to. */
export const trafficGoesSomewhere: Rule = {
  id: 'traffic-goes-somewhere',
  severity: 'error',
  reportsAbsence: true,
  check: (design) =>
    Object.entries(design.components)
      .filter(([id, component]) => isSource(component) && connectionsFrom(design, id).length === 0)
      .map(([id]) => ({ id, fix: connectingTraffic(design, id) }))
      .map(({ id, fix }) => ({
        message: `The traffic of ${id} goes nowhere.`,
        remedy: `Draw a connection from ${id} to where its requests arrive.`,
        path: ['components', id],
        component: id,
        ...(fix ? { fix } : {}),
      })),
}
