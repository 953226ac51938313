import { type Connection, callsFor, type Design, defaultJourney } from '../design/design.ts'

/** The journeys that traffic in this design names, in file order; the default one is for requests that name none. */
export function journeysOf(design: Design): string[] {
  const named = new Set<string>()
  // Exports ask once for each component: a plain loop keeps that from growing with the square of a large design.
  for (const { journeys } of Object.values(design.components))
    if (isShares(journeys)) for (const name of Object.keys(journeys)) named.add(name)
  named.add(defaultJourney)
  return [...named]
}

/**
 * Those of the journeys that come over a connection: what traffic sends, and of what is called itself any. One whose path is written
 * there may come though it has no share now, as in a recording.
 */
export function journeysOver({ components, connections = [] }: Design, { from, path }: Connection, journeys: string[]): string[] {
  const sent = components[from]?.journeys
  const isWritten = (journey: string) => typeof path === 'object' && Object.hasOwn(path, journey)
  if (isShares(sent)) return journeys.filter((journey) => (sent[journey] ?? 0) > 0 || isWritten(journey))
  return connections.some(({ to }) => to === from)
    ? journeys
    : journeys.filter((journey) => journey === defaultJourney || isWritten(journey))
}

/** Mean calls over this connection for one request, by journey. */
export function callsByJourney(journeys: string[], connection: Connection): Record<string, number> {
  return Object.fromEntries(journeys.map((journey) => [journey, callsFor(connection, journey)]))
}

/** The HTTP path requested over this connection, by journey. */
export function pathByJourney(journeys: string[], connection: Connection): Record<string, string> {
  const { path } = connection
  return Object.fromEntries(
    journeys.map((journey) => [
      journey,
      (typeof path === 'object' && Object.hasOwn(path, journey) ? path[journey] : typeof path === 'string' ? path : undefined) ?? '/',
    ]),
  )
}

function isShares(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
