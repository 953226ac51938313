import type { ProgramCall, StubProtocol } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'
import type { Client } from './client.ts'
import { createHttpClient } from './http.ts'

type Create = (call: ProgramCall, random: Random) => Client

/** Libraries of protocols take longer to load than all else together, so that each is loaded by those alone who speak it. */
const loaders: Record<Exclude<StubProtocol, 'http'>, () => Promise<Create>> = {
  postgres: async () => (await import('./postgres.ts')).createPostgresClient,
  redis: async () => (await import('./redis.ts')).createRedisClient,
  amqp: async () => (await import('./amqp.ts')).createAmqpClient,
}

export function createClient(call: ProgramCall, random: Random): Client {
  if (call.protocol === 'http') return createHttpClient(call)
  const loading = loaders[call.protocol]().then((create) => create(call, random))
  return { call: async (asked, signal) => (await loading).call(asked, signal) }
}
