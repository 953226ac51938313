import { type Connection, callsFor } from '../design/design.ts'
import { journeysOf, journeysOver, pathByJourney } from '../run/journeys.ts'
import type { ContainerContext } from './component.ts'

/** To whom a proxy forwards the requests of one journey, and with which shares. What is left over to 1 it answers itself. */
export interface JourneyRoute {
  journey: string
  /** Paths by which a request without the journey's header is known to belong to it. */
  paths: string[]
  shares: { connection: Connection; share: number }[]
}

/** The routes of a proxy. Calls below one in all leave a rest; above one they are weights. */
export function toJourneyRoutes(context: ContainerContext): JourneyRoute[] {
  const targets = context.outgoing.filter(({ protocol, fallbackFor }) => protocol === 'http' && fallbackFor === undefined)
  const journeys = journeysOf(context.design)
  const byPath = journeyByPath(context, journeys)
  return journeys.map((journey) => {
    const wanted = targets.map((connection) => ({ connection, calls: callsFor(connection, journey) })).filter(({ calls }) => calls > 0)
    const total = Math.max(
      1,
      wanted.reduce((sum, { calls }) => sum + calls, 0),
    )
    return {
      journey,
      paths: [...byPath].filter(([, owner]) => owner === journey).map(([path]) => path),
      shares: wanted.map(({ connection, calls }) => ({ connection, share: calls / total })),
    }
  })
}

/** Where a connection to the proxy says which path each journey requests; the first to name a path has it. */
function journeyByPath({ design, incoming }: ContainerContext, journeys: string[]): Map<string, string> {
  const byPath = new Map<string, string>()
  for (const connection of incoming) {
    for (const [journey, path] of Object.entries(pathByJourney(journeysOver(design, connection, journeys), connection))) {
      if (path !== '/' && journeys.includes(journey) && !byPath.has(path)) byPath.set(path, journey)
    }
  }
  return byPath
}
