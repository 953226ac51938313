import { defaultJourney } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { journeyHeader } from '../run/program.ts'
import type { ContainerContext } from './component.ts'
import { type JourneyRoute, toJourneyRoutes } from './forwarding.ts'

/**
 * The routes of Traefik as a gateway: a router for each journey, known by its header or its path, over a weighted service whose
 * members are the drawn connections. The file is JSON, which YAML holds.
 */
export function toTraefikConfig(context: ContainerContext): string {
  const routes = toJourneyRoutes(context).filter(({ shares }) => shares.length > 0)
  const targets = context.outgoing.filter((connection) => connection.protocol === 'http')
  if (routes.length === 0) return '{}\n'
  const http = {
    routers: Object.fromEntries(routes.map((route, index) => [routerName(index), toRouter(route, index)])),
    middlewares: Object.fromEntries(
      routes.map(({ journey }, index) => [routerName(index), { headers: { customRequestHeaders: { [journeyHeader]: journey } } }]),
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
function toRouter({ journey, paths }: JourneyRoute, index: number): object {
  const named = [
    `Header(${quoted(journeyHeader)}, ${quoted(journey)})`,
    ...paths.map((path) => `(!HeaderRegexp(${quoted(journeyHeader)}, \`.+\`) && Path(${quoted(path)}))`),
    ...(journey === defaultJourney ? [`!HeaderRegexp(${quoted(journeyHeader)}, \`.+\`)`] : []),
  ]
  const router = { entryPoints: ['web'], rule: named.join(' || '), service: routerName(index), middlewares: [routerName(index)] }
  return journey === defaultJourney ? { ...router, priority: 1 } : router
}

const toWeights = (shares: JourneyRoute['shares']) =>
  shares.map(({ connection, share }) => ({ name: `to-${connection.to}`, weight: Math.max(1, Math.round(share * 1000)) }))
const routerName = (index: number) => `journey-${index}`
const quoted = (text: string) => JSON.stringify(text)
