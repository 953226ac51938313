import { uniform } from '../chance/streams.ts'
import { type HostPool, panics, present, seen } from './host-pool.ts'
import { BALANCE, connectionStream, type World } from './world.ts'

/**
 * Chooses among replicas that have weights and of which some are left out: in turn by the earliest deadline first, at random by the
 * weights, or the one with the fewest requests for its weight. -1: there is none.
 */
export function chooseFrom(w: World, connection: number, pool: HostPool, key: number): number {
  const component = w.model.connections.to[connection]
  const first = w.model.components.firstReplica[component]
  const candidates = candidatesOf(w, connection, pool, first)
  if (pool.shards !== null) {
    const at = pool.shards.draw(key, present(w, connection))
    return candidates.includes(at) ? first + at : -1
  }
  if (candidates.length < 2) return candidates.length === 0 ? -1 : take(w, pool, first, candidates[0])
  switch (w.model.connections.balance[connection]) {
    case 0:
      return take(
        w,
        pool,
        first,
        candidates.reduce((best, at) => (pool.due[at] < pool.due[best] ? at : best)),
      )
    case 1:
      return first + draw(w, connection, pool, candidates)
    case 2:
      return first + leastLoaded(w, connection, pool, first, candidates)
    default: {
      const one = draw(w, connection, pool, candidates)
      const other = draw(
        w,
        connection,
        pool,
        candidates.filter((at) => at !== one),
      )
      return first + (loadOf(w, pool, first, other) < loadOf(w, pool, first, one) ? other : one)
    }
  }
}

/** Replicas, counted from the component's first, that calls may go to. */
function candidatesOf(w: World, connection: number, pool: HostPool, first: number): number[] {
  const away = seen(pool)
  const all = panics(w, connection, pool)
  const found: number[] = []
  for (let at = 0; at < pool.due.length; at++) {
    if ((w.replicas.status[first + at] & away) === 0 && (all || !pool.isOut(at))) found.push(at)
  }
  return found
}

/** It was its turn: the next is 1 / weight later. Who was away does not catch up. */
function take(w: World, pool: HostPool, first: number, at: number): number {
  pool.turn = Math.max(pool.turn, pool.due[at])
  pool.due[at] = pool.turn + 1 / pool.weight(at, w.queue.clock[0])
  return first + at
}

function draw(w: World, connection: number, pool: HostPool, candidates: number[]): number {
  const now = w.queue.clock[0]
  const total = candidates.reduce((sum, at) => sum + pool.weight(at, now), 0)
  let left = uniform(w.chance, connectionStream(w, connection, BALANCE)) * total
  for (const at of candidates) {
    left -= pool.weight(at, now)
    if (left < 0) return at
  }
  return candidates[candidates.length - 1]
}

/** What it would have with one more, for its weight. */
function loadOf(w: World, pool: HostPool, first: number, at: number): number {
  return (w.replicas.load[first + at] + 1) / pool.weight(at, w.queue.clock[0])
}

function leastLoaded(w: World, connection: number, pool: HostPool, first: number, candidates: number[]): number {
  let best = candidates[0]
  let equals = 1
  for (const at of candidates.slice(1)) {
    const [is, was] = [loadOf(w, pool, first, at), loadOf(w, pool, first, best)]
    if (is < was) {
      best = at
      equals = 1
    } else if (is === was && uniform(w.chance, connectionStream(w, connection, BALANCE)) * ++equals < 1) best = at
  }
  return best
}
