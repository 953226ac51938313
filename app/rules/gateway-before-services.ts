import { isSource } from '../catalogue/behaviour-of.ts'
import { kindOf } from '../catalogue/catalogue.ts'
import { connectionsFrom, type Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** From so many services on that face the outside, one door in front of them pays. */
const several = 3

/** People come in by one door, which knows them and knows where to send them. */
export const gatewayBeforeServices: Rule = {
  id: 'gateway-before-services',
  severity: 'advice',
  help: {
    term: 'API gateway',
    why: 'Clients that call many services know where each of them is, and every service has to do sign-in, limits and TLS for itself. A gateway does that once, and services can be moved or split behind it.',
    url: 'https://microservices.io/patterns/apigateway.html',
  },
  check: (design) =>
    Object.keys(design.components)
      .filter((id) => isSource(design.components[id]))
      .flatMap((id) => {
        const called = [...new Set(connectionsFrom(design, id).map(({ to }) => to))].filter((to) => isService(design, to))
        if (called.length < several) return []
        return [
          {
            message: `${id} calls ${called.length} services directly.`,
            remedy: 'Put a gateway in front of them.',
            path: ['components', id],
            component: id,
          },
        ]
      }),
}

function isService(design: Design, id: string): boolean {
  const family = Object.hasOwn(design.components, id) ? kindOf(design.components[id]?.kind ?? '')?.family : undefined
  return family === 'service' || family === 'function'
}
