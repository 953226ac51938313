import { connectionId, connectionsTo, type Design } from '../design/design.ts'
import type { Result } from '../run/result.ts'

export interface Amplification {
  /** Attempts for each call that was wanted, by connection. */
  connections: Record<string, number>
  /** Requests that reach a component for each that would without any retry before it: layers multiply. */
  components: Record<string, number>
}

type Flows = Result['connections']

/**
 * How retries multiply traffic (Google SRE Book, chapter 22): attempts / first attempts on each connection, and along the
 * calls their product. 1 everywhere where nothing is retried.
 */
export function retryAmplification(design: Design, { connections }: Pick<Result, 'connections'>): Amplification {
  const own = Object.fromEntries(Object.entries(connections).map(([id, { retryRate }]) => [id, 1 / (1 - Math.min(retryRate, 0.999))]))
  const ids = Object.keys(design.components)
  let components = Object.fromEntries(ids.map((id) => [id, 1]))
  // Each round carries the product one call further; a loop of calls is cut off after as many rounds.
  for (let round = 0; round < ids.length; round++) {
    const next = Object.fromEntries(ids.map((id) => [id, ofComponent(design, connections, own, components, id)]))
    if (ids.every((id) => next[id] === components[id])) break
    components = next
  }
  return { connections: own, components }
}

/** What arrives over what would arrive: the connections' flows over those flows without their share of retries. */
function ofComponent(design: Design, flows: Flows, own: Record<string, number>, before: Record<string, number>, id: string): number {
  const incoming = connectionsTo(design, id).map((connection) => ({ connection, key: connectionId(connection) }))
  const arriving = incoming.reduce((sum, { key }) => sum + (flows[key]?.throughput ?? 0), 0)
  const wanted = incoming.reduce(
    (sum, { key, connection }) => sum + (flows[key]?.throughput ?? 0) / ((before[connection.from] ?? 1) * (own[key] ?? 1)),
    0,
  )
  return wanted > 0 ? arriving / wanted : 1
}
