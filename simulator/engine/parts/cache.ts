import type { Cache } from '../../../app/catalogue/component.ts'
import { Popularity } from '../chance/popularity.ts'
import { aim, createStreams, keyedUniform } from '../chance/streams.ts'
import { claimFetch, fetch, GIVEN_STALE, NOTHING, WAITS } from './fills.ts'
import { ABSENT, FRESH, KeyCache, STALE } from './key-cache.ts'
import { OK } from './outcomes.ts'
import { finish } from './station.ts'
import { CALLER, COMPONENT, CONNECTION, JOURNEY, KEY, REPLICA } from './visits.ts'
import type { World } from './world.ts'

/** What the replicas of one component hold, each on its own. */
export interface CacheState {
  /** What the request with this key finds at this replica, counted from the component's first: FRESH, STALE or ABSENT. */
  find(replica: number, now: number, key: number): number
  /** What the last request asked for; -1: it is not known which. */
  readonly asked: number
  /** What was asked for has been fetched. */
  put(replica: number, asked: number, now: number): void
  /** The replica begins empty. */
  empty(replica: number, now: number): void
  /** Only one request at a time fetches a key, and those that find nothing meanwhile wait for it. */
  readonly guards: boolean
  readonly coalesces: boolean
}

/** The chance that a cache draws is its own, so that other streams stay as they are. */
export function createCache(cache: Cache, replicas: number, seed: number, id: string): CacheState {
  const { state } = createStreams(seed, [`cache ${id}`])
  return cache.model === 'ratio' ? new RatioCache(cache, replicas, state) : new KeyedCache(cache, replicas, state)
}

/** After having begun empty the hit ratio rises as 1 - e^(-t / coldFor) of what it will be. */
class RatioCache implements CacheState {
  readonly asked = -1
  readonly guards = false
  readonly coalesces = false
  private readonly emptyAt: Float64Array
  private readonly hitRatio: number
  private readonly coldForMs: number
  private readonly chance: Int32Array

  constructor({ hitRatio, coldForMs }: Extract<Cache, { model: 'ratio' }>, replicas: number, chance: Int32Array) {
    this.emptyAt = new Float64Array(replicas)
    this.hitRatio = hitRatio
    this.coldForMs = coldForMs
    this.chance = chance
  }

  find(replica: number, now: number, key: number): number {
    const warm = this.coldForMs === 0 ? 1 : 1 - Math.exp((this.emptyAt[replica] - now) / this.coldForMs)
    return keyedUniform(this.chance, 0, key) < this.hitRatio * warm ? FRESH : ABSENT
  }

  put(): void {}

  empty(replica: number, now: number): void {
    this.emptyAt[replica] = now
  }
}

class KeyedCache implements CacheState {
  asked = -1
  readonly guards: boolean
  readonly coalesces: boolean
  private readonly caches: KeyCache[]
  private readonly popularity: Popularity
  private readonly chance: Int32Array

  constructor(cache: Extract<Cache, { model: 'keys' }>, replicas: number, chance: Int32Array) {
    const { keys, zipf, capacity, policy, ttlMs, sliding, coalesce, staleMs } = cache
    this.popularity = new Popularity(keys, zipf)
    this.caches = Array.from({ length: replicas }, () => new KeyCache(keys, capacity, policy, ttlMs, sliding, staleMs))
    this.chance = chance
    this.coalesces = coalesce
    this.guards = coalesce || staleMs > 0
  }

  find(replica: number, now: number, key: number): number {
    aim(this.chance, 0, key)
    this.asked = this.popularity.draw(this.chance, 0)
    return this.caches[replica].find(this.asked, now)
  }

  put(replica: number, asked: number, now: number): void {
    this.caches[replica].put(asked, now)
  }

  empty(replica: number): void {
    this.caches[replica].clear()
  }
}

/** A cache has done its work on a request: it answers a hit; a miss it fetches over its own connections, or tells its caller. */
export function lookUp(w: World, visit: number, cache: CacheState): void {
  const { ints } = w.visits
  const { components, connections, plan, journeys } = w.model
  const component = ints[visit + COMPONENT]
  const replica = ints[visit + REPLICA] - components.firstReplica[component]
  const now = w.queue.clock[0]
  w.meter.lookups.add(component)
  const found = cache.find(replica, now, ints[visit + KEY])
  const key = component * journeys.length + ints[visit + JOURNEY]
  const reads = plan.firstStep[key] !== plan.endStep[key]
  const connection = ints[visit + CONNECTION]
  const asks = !reads && connection >= 0 && connections.lookup[connection] >= 0
  const fetches = found !== FRESH && cache.asked >= 0 && (reads || (asks && ints[visit + CALLER] >= 0))
  const claim = fetches ? claimFetch(w, visit, cache, found === STALE) : cache.asked
  if (claim === WAITS) return
  if (found === FRESH || claim === GIVEN_STALE) {
    w.meter.hits.add(component)
    finish(w, visit, OK)
    return
  }
  // Where nobody fetches what was missed, it is there from now on.
  if (!reads && !asks) cache.put(replica, cache.asked, now)
  fetch(w, visit, fetches ? claim : NOTHING)
}
