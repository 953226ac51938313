import { aim, uniform } from '../chance/streams.ts'
import { callKey } from './call-key.ts'
import { choosePrimaryOrReplica } from './primary.ts'
import { KEY } from './visits.ts'
import { chooseFrom } from './weighted-balance.ts'
import { AWAY, BALANCE, connectionStream, type World } from './world.ts'

/** Chooses a replica of the connection's target for a request; -1 where none accepts. */
export function chooseReplica(w: World, connection: number, visit: number): number {
  const component = w.model.connections.to[connection]
  const primary = w.primaries[component]
  if (primary !== null) return choosePrimaryOrReplica(w, visit, connection, component, primary)
  const key = w.visits.ints[visit + KEY]
  if (w.model.connections.balance[connection] !== 0) aim(w.chance, connectionStream(w, connection, BALANCE), key)
  const pool = w.pools[connection]
  // What is tried again asks for the same key.
  if (pool !== null) return chooseFrom(w, connection, pool, callKey(w, visit))
  const first = w.model.components.firstReplica[component]
  const count = w.model.components.mostReplicas[component]
  if (count === 1) return (w.replicas.status[first] & AWAY) === 0 ? first : -1
  switch (w.model.connections.balance[connection]) {
    case 0:
      return nextInTurn(w, connection, first, count)
    case 1:
      return anyOf(w, connection, first, count)
    case 2:
      return leastLoaded(w, connection, first, count)
    default:
      return betterOfTwo(w, connection, first, count)
  }
}

/** Dead replicas are passed over at once, as a balancer with health checks does; paused ones are not, as nothing tells it. */
function nextInTurn(w: World, connection: number, first: number, count: number): number {
  for (let tried = 0; tried < count; tried++) {
    const at = w.turn[connection]
    w.turn[connection] = at + 1 < count ? at + 1 : 0
    if ((w.replicas.status[first + at] & AWAY) === 0) return first + at
  }
  return -1
}

function anyOf(w: World, connection: number, first: number, count: number): number {
  return pick(w, connection, first, count, count - w.replicas.away[w.model.connections.to[connection]], -1)
}

/** Among equally loaded ones each has the same chance. */
function leastLoaded(w: World, connection: number, first: number, count: number): number {
  const { status, load } = w.replicas
  let best = -1
  let equals = 0
  for (let r = first; r < first + count; r++) {
    if ((status[r] & AWAY) !== 0) continue
    if (best < 0 || load[r] < load[best]) {
      best = r
      equals = 1
    } else if (load[r] === load[best]) {
      equals++
      if (uniform(w.chance, connectionStream(w, connection, BALANCE)) * equals < 1) best = r
    }
  }
  return best
}

/** The less loaded of two different ones chosen at random (Mitzenmacher 2001). */
function betterOfTwo(w: World, connection: number, first: number, count: number): number {
  const choices = count - w.replicas.away[w.model.connections.to[connection]]
  const one = pick(w, connection, first, count, choices, -1)
  if (choices < 2) return one
  const other = pick(w, connection, first, count, choices - 1, one)
  return w.replicas.load[other] < w.replicas.load[one] ? other : one
}

/** One of the `choices` replicas that accept and are not `except`, each with the same chance. */
function pick(w: World, connection: number, first: number, count: number, choices: number, except: number): number {
  if (choices === 0) return -1
  let left = Math.floor(uniform(w.chance, connectionStream(w, connection, BALANCE)) * choices)
  if (w.replicas.away[w.model.connections.to[connection]] === 0) {
    // All accept: the one that is left out, if any, is stepped over.
    return first + left < except || except < 0 ? first + left : first + left + 1
  }
  for (let r = first; r < first + count; r++) {
    if (r === except || (w.replicas.status[r] & AWAY) !== 0) continue
    if (left-- === 0) return r
  }
  return -1
}
