import { Redis } from 'ioredis'
import type { ProgramCall } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'
import { type Client, orAbandoned } from './client.ts'

const keys = 1000
/** Caches are read far more often than written. */
const writeShare = 0.1

/** Reads and writes small values over one connection. */
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
  return {
    call({ journey }, signal) {
      const key = `${journey}:${Math.floor(random() * keys)}`
      const command: Promise<unknown> = random() < writeShare ? redis.set(key, journey) : redis.get(key)
      return orAbandoned(command, signal).then(() => 'in full')
    },
  }
}
