import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts } from './server-parts.ts'
import { toValkeyPlan, valkeyImage } from './valkey-server.ts'

// As Redis, from which it was forked: near a tenth of a millisecond for a command with its system calls.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// Commands are executed by one thread.
const atOnce = 1

/** A Valkey server. It executes one command at a time, so its concurrency is 1 by nature. */
export const valkey: Kind = {
  kind: 'valkey',
  label: 'Valkey',
  family: 'cache',
  icon: 'zap',
  summary: 'In-memory cache and store that speaks the protocol of Redis; executes one command at a time.',
  keywords: ['cache', 'key-value', 'redis', 'elasticache', 'session', 'memory'],
  ...serverParts({
    work,
    working: 'Time one command takes in the server.',
    atOnce,
    image: valkeyImage,
    also: 'cache',
  }),
  accepts: ['redis'],
  offers: [],
  images: ['valkey/valkey', 'valkey', 'valkey/valkey-bundle', 'bitnami/valkey'],
  servers: ['valkey-server', 'valkey-sentinel'],
  cdk: { construct: 'ValkeyCache' },
  container: toValkeyPlan,
}
