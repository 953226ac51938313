import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { memcachedImage, toMemcachedPlan } from './memcached-server.ts'
import { serverParts } from './server-parts.ts'

// Assumed, as for Redis: the lookup is microseconds, the system calls of one connection make it near a tenth of a millisecond.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// Worker threads where none are asked for (-t): https://docs.memcached.org/serverguide/configuring/
const atOnce = 4

/** A memcached server; its threads are its workers. */
export const memcached: Kind = {
  kind: 'memcached',
  label: 'Memcached',
  family: 'cache',
  icon: 'zap',
  summary: 'In-memory cache of keys and values, and nothing else.',
  keywords: ['cache', 'key-value', 'elasticache', 'session', 'memory'],
  ...serverParts({
    work,
    working: 'Time one command takes in the server.',
    atOnce,
    image: memcachedImage,
    also: 'cache',
  }),
  accepts: ['memcached'],
  offers: [],
  images: ['memcached', 'bitnami/memcached'],
  cdk: { construct: 'MemcachedCache' },
  container: toMemcachedPlan,
}
