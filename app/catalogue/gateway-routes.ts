import { type Connection, callsFor, type Design, defaultJourney } from '../design/design.ts'
import { journeysOf, journeysOver } from '../run/journeys.ts'
import type { ContainerContext } from './component.ts'
import { toJourneyRoutes } from './forwarding.ts'

/** Where a gateway sends requests whose path begins with this. */
export interface GatewayRoute {
  /** `/orders` is for `/orders` and all beneath it; `/` for whatever no other route is for. */
  prefix: string
  /** What the requests are told to belong to, for stand-ins behind the gateway that play journeys. */
  journey: string
  /** Add up to 1. */
  shares: { connection: Connection; share: number }[]
}

export interface GatewayRoutes {
  /** The longest prefix first, since it counts. */
  routes: GatewayRoute[]
  /** Connections that no path leads to: nothing tells requests for one from those for another. */
  unrouted: Connection[]
}

type Surrounded = Pick<ContainerContext, 'design' | 'incoming' | 'outgoing'>

/**
 * The routes of a gateway that people call. A journey has the path that its callers request or, where they name none, the paths that
 * the gateway requests of its targets. What has no path at all gets the rest, if it is clear what that is: one target, or fixed
 * shares of several that are the same for each journey. Nothing is ever sent by chance to what it may not be for.
 */
export function toGatewayRoutes(context: Surrounded): GatewayRoutes {
  const targets = context.outgoing.filter(({ protocol, fallbackFor }) => protocol === 'http' && fallbackFor === undefined)
  const found = new Map<string, GatewayRoute>()
  const add = (prefix: string, journey: string, connections: Connection[]) => {
    if (!found.has(prefix)) found.set(prefix, { prefix, journey, shares: toShares(connections, journey) })
  }
  const named = journeysOf(context.design)
  const incoming = context.incoming.map((connection) => ({ connection, over: new Set(journeysOver(context.design, connection, named)) }))
  const journeys = named.map((journey) => ({
    journey,
    wanted: targets.filter((connection) => callsFor(connection, journey) > 0),
  }))
  for (const { journey, wanted } of journeys) {
    if (wanted.length === 0) continue
    const asked = incoming.flatMap(({ connection, over }) => (over.has(journey) ? (pathFor(connection, journey) ?? []) : []))
    for (const prefix of new Set(asked)) add(prefix, journey, wanted)
  }
  for (const { journey, wanted } of journeys) {
    for (const prefix of new Set(wanted.flatMap((connection) => pathFor(connection, journey) ?? []))) {
      const asked = wanted.filter((connection) => pathFor(connection, journey) === prefix)
      add(prefix, journey, asked)
    }
  }
  const isRouted = (connection: Connection) =>
    [...found.values()].some(({ shares }) => shares.some((each) => each.connection === connection))
  const left = targets.filter((connection) => !isRouted(connection))
  if (left.length > 0 && !found.has('/') && isClear(context.design, left)) add('/', restOf(journeys, left), left)
  return {
    routes: [...found.values()].sort((a, b) => b.prefix.length - a.prefix.length),
    unrouted: targets.filter((connection) => !isRouted(connection)),
  }
}

/** One target, or shares that are written down and the same for whoever asks. */
function isClear(design: Design, left: Connection[]): boolean {
  if (left.length === 1) return true
  const journeys = journeysOf(design)
  const isFixed = ({ calls }: Connection) =>
    calls !== undefined && (typeof calls === 'number' || journeys.every((each) => calls[each] === calls[defaultJourney]))
  return left.every(isFixed)
}

function restOf(journeys: { journey: string; wanted: Connection[] }[], left: Connection[]): string {
  const asked = journeys.filter(({ wanted }) => wanted.some((connection) => left.includes(connection)))
  return asked.length === 1 ? (asked[0]?.journey ?? defaultJourney) : defaultJourney
}

function toShares(connections: Connection[], journey: string): GatewayRoute['shares'] {
  const calls = connections.map((connection) => callsFor(connection, journey))
  const total = calls.reduce((sum, each) => sum + each, 0)
  return connections.map((connection, index) => ({
    connection,
    share: total > 0 ? (calls[index] ?? 0) / total : 1 / connections.length,
  }))
}

/** As it is written, without a slash at its end or a query; undefined where none is. */
function pathFor({ path }: Connection, journey: string): string | undefined {
  const written = typeof path === 'object' ? (Object.hasOwn(path, journey) ? path[journey] : undefined) : path
  if (written === undefined) return undefined
  const plain = written.split(/[?#]/)[0]?.replace(/\/+$/, '') ?? ''
  return plain === '' ? '/' : plain
}

/** What of the drawn routes this gateway does not do, for the person who exports it. */
export function routingCaveats(context: ContainerContext): string[] {
  const { routes, unrouted } = toGatewayRoutes(context)
  const rewritten = routes.flatMap(({ prefix, journey, shares }) =>
    shares.flatMap(({ connection }) => {
      const asked = pathFor(connection, journey)
      return asked === undefined || asked === '/' || asked === prefix || asked.startsWith(`${prefix}/`)
        ? []
        : [`${prefix} to ${connection.to} as ${asked}`]
    }),
  )
  const answering = toJourneyRoutes(context).filter(({ shares }) => {
    const forwarded = shares.reduce((sum, { share }) => sum + share, 0)
    return forwarded > 0 && forwarded < 1 - 1e-9
  })
  return [
    ...(answering.length > 0
      ? [
          `Every request that has a route is forwarded: the share of ${answering.map(({ journey }) => journey).join(', ')} that the gateway is to answer itself is predicted only.`,
        ]
      : []),
    ...(unrouted.length > 0
      ? [
          `No path leads to ${unrouted.map(({ to }) => to).join(', ')}: requests for them are answered 404 until their connections have a path.`,
        ]
      : []),
    ...(rewritten.length > 0 ? [`Paths are forwarded as they come: ${rewritten.join(', ')} is drawn and not done.`] : []),
  ]
}
