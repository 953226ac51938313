import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { toMemoryBound } from './memory-bound.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// As Redis, from which it was forked: near a tenth of a millisecond for a command with its system calls.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// Commands are executed by one thread.
const atOnce = 1
const image = 'valkey/valkey:8'

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
    image,
    also: 'cache',
  }),
  accepts: ['redis'],
  offers: [],
  images: ['valkey/valkey', 'valkey', 'valkey/valkey-bundle', 'bitnami/valkey'],
  servers: ['valkey-server', 'valkey-sentinel'],
  cdk: { construct: 'ValkeyCache' },
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'BSD-3-Clause' },
      {
        ports: { redis: 6379 },
        command: ['valkey-server', '--save', '', '--appendonly', 'no', ...toMemoryBound(component)],
        ready: { probe: 'exec', command: ['valkey-cli', 'ping'] },
        hardening: { user: 999, writes: [] },
      },
    ),
}
