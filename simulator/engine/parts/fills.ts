import { FILL_LEASE } from '../events/event-kinds.ts'
import type { CacheState } from './cache.ts'
import { MISSED, OK } from './outcomes.ts'
import { finish, releaseWorker } from './station.ts'
import { beginCalls } from './steps.ts'
import { CALLER, CALLING, COMPONENT, GENERATION, HOLDS, JOURNEY, MISSED_KEY, REPLICA, STATE } from './visits.ts'
import type { World } from './world.ts'

/**
 * Filling a cache takes as long as what was missed takes to fetch, by the cache itself or by its caller; until then every request
 * for it misses too. A cache that lets only one fetch at a time gives it a claim on the key; the others are given what is stale, or
 * wait. A claim ends after ten seconds, as a lease of Memcached does (Nishtala et al., "Scaling Memcache at Facebook", 2013), so
 * that nobody waits for one who is gone; what is fetched after that is refused.
 */
export interface Fills {
  /** What requests are fetching, by the visit that does. */
  of: Map<number, Fetch[]>
  /** Claims that hold, by token and by place: component, replica and key in one number. */
  claims: Map<number, Claim>
  places: Map<number, Claim>
  nextToken: number
}

interface Fetch {
  component: number
  replica: number
  /** A key, or the token of a claim on one. */
  claim: number
  /** The caller's number of the cache; -1: the cache fetches it itself. */
  slot: number
}

interface Claim {
  token: number
  component: number
  replica: number
  key: number
  waiting: { visit: number; generation: number }[]
}

/** Instead of a key or a token: nothing is fetched, the request waits for another's fetch, or it is given what is stale. */
export const NOTHING = -1
export const WAITS = -2
export const GIVEN_STALE = -3

/** A cache has fewer keys. */
const firstToken = 1_000_001
const mostReplicas = 1000
const leaseMs = 10_000

export function createFills(): Fills {
  return { of: new Map(), claims: new Map(), places: new Map(), nextToken: firstToken }
}

/** A request has found nothing fresh: the key that it is to fetch, the token of its claim, WAITS or GIVEN_STALE. */
export function claimFetch(w: World, visit: number, cache: CacheState, stale: boolean): number {
  if (!cache.guards) return cache.asked
  const { ints } = w.visits
  const component = ints[visit + COMPONENT]
  const replica = ints[visit + REPLICA] - w.model.components.firstReplica[component]
  const open = w.fills.places.get(placeOf(component, replica, cache.asked))
  if (!open) return claim(w, { component, replica, key: cache.asked, waiting: [] })
  if (stale) return GIVEN_STALE
  if (!cache.coalesces) return cache.asked
  ints[visit + STATE] = CALLING
  open.waiting.push({ visit, generation: ints[visit + GENERATION] })
  // Who waits for another's fetch holds no worker.
  if (ints[visit + HOLDS] === 1) releaseWorker(w, visit)
  return WAITS
}

function claim(w: World, of: Omit<Claim, 'token'>): number {
  const { fills } = w
  const token = fills.nextToken++
  const made = { ...of, token }
  fills.claims.set(token, made)
  fills.places.set(placeOf(of.component, of.replica, of.key), made)
  w.queue.push(leaseMs, FILL_LEASE, token, 0)
  return token
}

function placeOf(component: number, replica: number, key: number): number {
  return (component * mostReplicas + replica) * firstToken + key
}

/** A request fetches what it missed: over the cache's own connections, or its caller is told. */
export function fetch(w: World, visit: number, claim: number): void {
  const { ints } = w.visits
  const { plan, journeys } = w.model
  const component = ints[visit + COMPONENT]
  const key = component * journeys.length + ints[visit + JOURNEY]
  if (plan.firstStep[key] === plan.endStep[key]) {
    ints[visit + MISSED_KEY] = claim
    finish(w, visit, MISSED)
    return
  }
  if (claim >= 0) note(w, visit, visit, claim, -1)
  beginCalls(w, visit)
}

/** A caller has heard that its lookup found nothing, and fetches it. */
export function noteMiss(w: World, caller: number, call: number, slot: number): void {
  const claim = w.visits.ints[call + MISSED_KEY]
  if (claim >= 0) note(w, caller, call, claim, slot)
}

function note(w: World, fetcher: number, lookup: number, claim: number, slot: number): void {
  const { ints } = w.visits
  const component = ints[lookup + COMPONENT]
  const replica = ints[lookup + REPLICA] - w.model.components.firstReplica[component]
  const known = w.fills.of.get(fetcher)
  const fetched = { component, replica, claim, slot }
  if (known) known.push(fetched)
  else w.fills.of.set(fetcher, [fetched])
}

/** A call that serves the misses of a cache has succeeded. */
export function fillFrom(w: World, caller: number, slot: number): void {
  const fetches = w.fills.of.get(caller)
  if (!fetches) return
  w.fills.of.set(
    caller,
    fetches.filter((each) => each.slot !== slot),
  )
  for (const each of fetches) if (each.slot === slot) fill(w, each)
}

/** A request is over: what it was fetching by itself is there if it ended well, and nobody fetches the rest. */
export function endFetches(w: World, fetches: Fetch[], outcome: number): void {
  for (const each of fetches) {
    if (each.slot < 0 && outcome === OK) fill(w, each)
    else passOn(w, each.claim)
  }
}

function fill(w: World, { component, replica, claim }: Fetch): void {
  const now = w.queue.clock[0]
  if (claim < firstToken) {
    w.caches[component]?.put(replica, claim, now)
    return
  }
  const held = takeClaim(w, claim)
  if (!held) return
  w.caches[component]?.put(replica, held.key, now)
  for (const { visit, generation } of held.waiting) if (w.visits.ints[visit + GENERATION] === generation) finish(w, visit, OK)
}

/** Whoever held the claim does not fetch any more, or not in time: the first who waits and is still there does. */
export function passOn(w: World, token: number): void {
  const held = takeClaim(w, token)
  if (!held) return
  const { ints } = w.visits
  const waiting = held.waiting.filter(({ visit, generation }) => ints[visit + GENERATION] === generation)
  const next = waiting.findIndex(({ visit }) => ints[visit + CALLER] >= 0)
  const [heir] = next < 0 ? waiting : waiting.splice(next, 1)
  if (!heir) return
  if (next < 0) {
    // Nobody hears of it any more.
    for (const { visit } of waiting) finish(w, visit, MISSED)
  } else fetch(w, heir.visit, claim(w, { ...held, waiting }))
}

function takeClaim({ fills }: World, token: number): Claim | undefined {
  const held = fills.claims.get(token)
  if (!held) return undefined
  fills.claims.delete(token)
  fills.places.delete(placeOf(held.component, held.replica, held.key))
  return held
}
