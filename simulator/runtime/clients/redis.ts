import { Redis } from 'ioredis'
import type { ProgramCall, StubCache } from '../../../app/run/program.ts'
import { Popularity } from '../../engine/chance/popularity.ts'
import { createStreams } from '../../engine/chance/streams.ts'
import type { Random } from '../measure/random.ts'
import { type Answer, type Client, orAbandoned } from './client.ts'
import { age, find, put } from './redis-scripts.ts'

const keys = 1000
/** Caches are read far more often than written. */
const writeShare = 0.1

/** Reads and writes small values over one connection, or looks keys up as the design's cache is asked for them. */
export function createRedisClient(call: ProgramCall, random: Random): Client {
  const redis = new Redis({
    host: call.host,
    port: call.port,
    // A call made while nothing is connected fails at once, as the caller must learn of it.
    enableOfflineQueue: true,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: (times) => Math.min(times * 100, 1000),
    connectTimeout: 2000,
  })
  redis.on('error', () => {})
  const ask = call.cache ? lookup(redis, call.cache, random) : use(redis, random)
  return { call: ({ journey }, signal) => orAbandoned(ask(journey), signal) }
}

function use(redis: Redis, random: Random): (journey: string) => Promise<Answer> {
  return async (journey) => {
    const key = `${journey}:${Math.floor(random() * keys)}`
    await (random() < writeShare ? redis.set(key, journey) : redis.get(key))
    return 'in full'
  }
}

function lookup(redis: Redis, cache: StubCache, random: Random): () => Promise<Answer> {
  if (cache.model === 'ratio') {
    return async () => {
      // After having begun empty the ratio rises as 1 - e^(-t / coldFor), as in the prediction.
      const emptyForMs = Number(await redis.eval(age, 1, 'microcosm:begun'))
      const warm = cache.coldForMs === 0 ? 1 : 1 - Math.exp(-emptyForMs / cache.coldForMs)
      return random() < cache.hitRatio * warm ? 'in full' : { fill: () => {} }
    }
  }
  const { capacity, policy, ttlMs, sliding } = cache
  const popularity = new Popularity(cache.keys, cache.zipf)
  const { state } = createStreams(Math.floor(random() * 2 ** 32), ['keys'])
  const ttl = Math.max(0, Math.round(ttlMs ?? 0))
  const fill = (key: string) => void redis.eval(put, 2, key, 'microcosm:held', ttl, capacity).catch(() => {})
  return async () => {
    const key = `key:${popularity.draw(state, 0)}`
    const found = await redis.eval(find, 2, key, 'microcosm:held', sliding ? ttl : 0, policy === 'lru' ? 1 : 0)
    return found === 1 ? 'in full' : { fill: () => fill(key) }
  }
}
