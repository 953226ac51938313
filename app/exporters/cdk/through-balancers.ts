import type { Behaviour } from '../../catalogue/component.ts'
import { type Connection, callsFor, connectionId } from '../../design/design.ts'
import type { CdkCounterpart } from './counterpart.ts'

/** What is asked of a part here. */
interface Node {
  id: string
  counterpart: CdkCounterpart
  behaviour: Behaviour
}

/** A drawn connection between two parts. */
interface Drawn<P> {
  connection: Connection
  from: P
  to: P
}

/** How traffic comes to a part: from itself, or through load balancers that are drawn. */
export interface Way<P> {
  source: P
  connection: Connection
  /** The load balancer that it comes through last. */
  through?: P
  /** Journeys that come this way; absent: all of the traffic. */
  journeys?: string[]
}

export function isBalancer({ counterpart }: Node): boolean {
  return counterpart.construct === 'LoadBalancer'
}

/** The ways of traffic to a part. What a load balancer forwards to it comes as it came there. */
export function waysTo<P extends Node>(part: P, drawn: Drawn<P>[], seen: readonly P[] = []): Way<P>[] {
  return drawn.flatMap(({ from, to, connection }): Way<P>[] => {
    if (to !== part || seen.includes(from)) return []
    if (from.behaviour.model === 'source') return [{ source: from, connection }]
    if (!isBalancer(from)) return []
    return waysTo(from, drawn, [...seen, part]).map((way) => {
      const journeys = (way.journeys ?? journeysFrom(way.source)).filter((journey) => callsFor(connection, journey) > 0)
      return { source: way.source, connection: { ...way.connection, path: pathOf(way.connection, connection) }, through: from, journeys }
    })
  })
}

function journeysFrom({ behaviour }: Node): string[] {
  return behaviour.model === 'source' ? Object.keys(behaviour.journeys) : []
}

/** The path that is asked for, or, where none is, the one that the load balancer asks its target for. */
function pathOf(came: Connection, goes: Connection): NonNullable<Connection['path']> {
  return came.path ?? goes.path ?? '/'
}

/** Connections with each load balancer left out: who calls it calls its targets, which Service Connect finds. */
export function withoutBalancers<P extends Node>(drawn: Drawn<P>[]): Drawn<P>[] {
  const direct = drawn.filter(({ from, to }) => !isBalancer(from) && !isBalancer(to))
  const known = new Set(direct.map(({ connection }) => connectionId(connection)))
  const through = drawn
    .filter(({ from, to }) => isBalancer(to) && !isBalancer(from) && from.behaviour.model !== 'source')
    .flatMap(({ from, to }) => targetsOf(to, drawn).map((target) => ({ from, ...target })))
    .map(({ from, to, connection }) => ({ from, to, connection: { ...connection, from: from.id } }))
    .filter(({ connection }) => {
      const id = connectionId(connection)
      const isNew = !known.has(id)
      known.add(id)
      return isNew
    })
  return [...direct, ...through]
}

function targetsOf<P extends Node>(balancer: P, drawn: Drawn<P>[], seen: readonly P[] = []): { to: P; connection: Connection }[] {
  return drawn.flatMap(({ from, to, connection }) => {
    if (from !== balancer || seen.includes(to)) return []
    return isBalancer(to) ? targetsOf(to, drawn, [...seen, balancer]) : [{ to, connection }]
  })
}
