import { defaultJourney } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'
import { unbelievedHeaders } from './forwarded-headers.ts'
import { type JourneyRoute, toJourneyRoutes } from './forwarding.ts'
import { toGatewayRoutes } from './gateway-routes.ts'

/**
 * The routes of Traefik as a gateway that people call: a router for each beginning of a path. What none is for is answered 404 by
 * Traefik itself, which passes WebSockets and believes only those that its entry point trusts (`traefik.ts`).
 */
export function toTraefikGatewayConfig(context: ContainerContext): string {
  const { routes } = toGatewayRoutes(context)
  const toRule = (prefix: string) => (prefix === '/' ? 'PathPrefix("/")' : `Path(${quoted(prefix)}) || PathPrefix(${quoted(`${prefix}/`)})`)
  // The longest beginning of a path counts; Traefik itself would count the letters of the rule.
  const routed = routes.map(({ prefix, journey, shares }) => ({ journey, shares, rule: toRule(prefix), priority: prefix.length }))
  return toConfig(context, routed)
}

/**
 * The routes of Traefik in a run: a router for each journey, known by its header or its path, over a weighted service whose
 * members are the drawn connections. The file is JSON, which YAML holds.
 */
export function toTraefikRunConfig(context: ContainerContext): string {
  const routes = toJourneyRoutes(context).filter(({ shares }) => shares.length > 0)
  return toConfig(
    context,
    routes.map((route) => ({ ...route, ...toRule(route) })),
  )
}

/** Traefik believes of its entry point's load balancers whatever they hand on; a header without a value is left out. */
function takenAway({ callers }: ContainerContext): Record<string, ''> {
  return callers === 'simulation' ? {} : Object.fromEntries(unbelievedHeaders.map((header) => [header, '' as const]))
}

interface Routed {
  journey: string
  shares: JourneyRoute['shares']
  rule: string
  priority?: number
}

function toConfig(context: ContainerContext, routes: Routed[]): string {
  const targets = context.outgoing.filter((connection) => connection.protocol === 'http')
  if (routes.length === 0) return '{}\n'
  const http = {
    routers: Object.fromEntries(
      routes.map(({ rule, priority }, index) => {
        const name = routerName(index)
        const router = { entryPoints: ['web'], rule, service: name, middlewares: [name] }
        return [name, priority === undefined ? router : { ...router, priority }]
      }),
    ),
    middlewares: Object.fromEntries(
      routes.map(({ journey }, index) => [
        routerName(index),
        { headers: { customRequestHeaders: { [journeyHeader]: journey, ...takenAway(context) } } },
      ]),
    ),
    services: {
      ...Object.fromEntries(routes.map(({ shares }, index) => [routerName(index), { weighted: { services: toWeights(shares) } }])),
      ...Object.fromEntries(
        targets.map((connection) => {
          const { host, port } = context.address(connection)
          const balancer = { servers: [{ url: `http://${host}:${port}` }], serversTransport: connection.to }
          return [`to-${connection.to}`, { loadBalancer: balancer }]
        }),
      ),
    },
    serversTransports: Object.fromEntries(
      targets.map(({ to, timeout }) => [
        to,
        timeout === undefined
          ? {}
          : { forwardingTimeouts: { responseHeaderTimeout: `${Math.max(1, Math.round(toMilliseconds(timeout)))}ms` } },
      ]),
    ),
  }
  return `${JSON.stringify({ http }, null, 2)}\n`
}

/** Whether the design has the gateway answer a share of the requests itself. */
export function leavesRest(context: ContainerContext): boolean {
  return toJourneyRoutes(context).some(({ shares }) => shares.reduce((sum, { share }) => sum + share, 0) < 1 - 1e-9)
}

/** Headers first, then paths, and what neither names goes where requests without a journey go: the last route. */
function toRule({ journey, paths }: JourneyRoute): Pick<Routed, 'rule' | 'priority'> {
  const named = [
    `Header(${quoted(journeyHeader)}, ${quoted(journey)})`,
    ...paths.map((path) => `(!HeaderRegexp(${quoted(journeyHeader)}, \`.+\`) && Path(${quoted(path)}))`),
    ...(journey === defaultJourney ? [`!HeaderRegexp(${quoted(journeyHeader)}, \`.+\`)`] : []),
  ]
  return { rule: named.join(' || '), ...(journey === defaultJourney ? { priority: 1 } : {}) }
}

const toWeights = (shares: JourneyRoute['shares']) =>
  shares.map(({ connection, share }) => ({ name: `to-${connection.to}`, weight: Math.max(1, Math.round(share * 1000)) }))
const routerName = (index: number) => `journey-${index}`
const quoted = (text: string) => JSON.stringify(text)
