import { behaviourAt } from '../catalogue/behaviour-of.ts'
import type { Behaviour } from '../catalogue/component.ts'
import type { Connection, Design } from '../design/design.ts'

/** The endpoints that a component tells apart; none where all its work is of one class. */
export function endpointNames(design: Design, id: string): string[] {
  const behaviour = behaviourAt(design, id)
  return behaviour?.model === 'station' ? Object.keys(behaviour.endpoints ?? {}) : []
}

/** Mean work in milliseconds of one call of a journey over a connection: of the endpoints it calls, by their shares. */
export function meanWorkMs(behaviour: Exclude<Behaviour, { model: 'source' }>, connection: Connection, journey: string): number {
  const endpoints = behaviour.model === 'station' ? (behaviour.endpoints ?? {}) : {}
  const meanOf = (name: string) => (Object.hasOwn(endpoints, name) ? endpoints[name] : behaviour.work)?.meanMs ?? 0
  const shares = Object.entries(connection.endpoints ?? {})
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  if (total <= 0 || Object.keys(endpoints).length === 0) return meanOf(journey)
  return shares.reduce((sum, [name, share]) => sum + (share / total) * meanOf(name), 0)
}
