import type { Cache } from '../../../app/catalogue/component.ts'
import { Popularity } from '../chance/popularity.ts'
import { aim, createStreams, keyedUniform } from '../chance/streams.ts'
import { KeyCache } from './key-cache.ts'
import { MISSED, OK } from './outcomes.ts'
import { finish } from './station.ts'
import { beginCalls } from './steps.ts'
import { COMPONENT, JOURNEY, KEY, REPLICA } from './visits.ts'
import type { World } from './world.ts'

/** What the replicas of one component hold, each on its own. */
export interface CacheState {
  /** Whether the request with this key is a hit at this replica, counted from the component's first. */
  hits(replica: number, now: number, key: number): boolean
  /** The replica begins empty. */
  empty(replica: number, now: number): void
}

/** The chance that a cache draws is its own, so that other streams stay as they are. */
export function createCache(cache: Cache, replicas: number, seed: number, id: string): CacheState {
  const { state } = createStreams(seed, [`cache ${id}`])
  return cache.model === 'ratio' ? new RatioCache(cache, replicas, state) : new KeyedCache(cache, replicas, state)
}

/** After having begun empty the hit ratio rises as 1 - e^(-t / coldFor) of what it will be. */
class RatioCache implements CacheState {
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

  hits(replica: number, now: number, key: number): boolean {
    const warm = this.coldForMs === 0 ? 1 : 1 - Math.exp((this.emptyAt[replica] - now) / this.coldForMs)
    return keyedUniform(this.chance, 0, key) < this.hitRatio * warm
  }

  empty(replica: number, now: number): void {
    this.emptyAt[replica] = now
  }
}

class KeyedCache implements CacheState {
  private readonly caches: KeyCache[]
  private readonly popularity: Popularity
  private readonly chance: Int32Array

  constructor({ keys, zipf, capacity, policy, ttlMs, sliding }: Extract<Cache, { model: 'keys' }>, replicas: number, chance: Int32Array) {
    this.popularity = new Popularity(keys, zipf)
    this.caches = Array.from({ length: replicas }, () => new KeyCache(keys, capacity, policy, ttlMs, sliding))
    this.chance = chance
  }

  hits(replica: number, now: number, key: number): boolean {
    aim(this.chance, 0, key)
    return this.caches[replica].lookup(this.popularity.draw(this.chance, 0), now)
  }

  empty(replica: number): void {
    this.caches[replica].clear()
  }
}

/** A cache has done its work on a request: it answers a hit; a miss it fetches over its own connections, or tells its caller. */
export function lookUp(w: World, visit: number, cache: CacheState): void {
  const { ints } = w.visits
  const { components, plan, journeys } = w.model
  const component = ints[visit + COMPONENT]
  w.meter.lookups.add(component)
  if (cache.hits(ints[visit + REPLICA] - components.firstReplica[component], w.queue.clock[0], ints[visit + KEY])) {
    w.meter.hits.add(component)
    finish(w, visit, OK)
    return
  }
  const key = component * journeys.length + ints[visit + JOURNEY]
  if (plan.firstStep[key] === plan.endStep[key]) finish(w, visit, MISSED)
  else beginCalls(w, visit)
}
