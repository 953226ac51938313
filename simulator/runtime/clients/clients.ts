import type { ProgramCall, StubProtocol } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'
import { createAmqpClient } from './amqp.ts'
import type { Client } from './client.ts'
import { createHttpClient } from './http.ts'
import { createPostgresClient } from './postgres.ts'
import { createRedisClient } from './redis.ts'

const clients: Record<StubProtocol, (call: ProgramCall, random: Random) => Client> = {
  http: createHttpClient,
  postgres: createPostgresClient,
  redis: createRedisClient,
  amqp: createAmqpClient,
}

export function createClient(call: ProgramCall, random: Random): Client {
  return clients[call.protocol](call, random)
}
