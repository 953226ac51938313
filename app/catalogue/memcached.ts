import type { Work } from '../design/fields.ts'
import { toBytes } from '../design/quantities.ts'
import type { Kind } from './component.ts'
import { listensOn, serverParts, toServerPlan } from './server-parts.ts'

// Assumed, as for Redis: the lookup is microseconds, the system calls of one connection make it near a tenth of a millisecond.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// Worker threads where none are asked for (-t): https://docs.memcached.org/serverguide/configuring/
const atOnce = 4
const image = 'memcached:1.6'

/** Three quarters of the limit for what is kept; the rest is for connections and bookkeeping. */
const toMegabytes = (limit: string) => Math.max(1, Math.floor((toBytes(limit) * 0.75) / 2 ** 20))

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
    image,
    also: 'cache',
  }),
  accepts: ['memcached'],
  offers: [],
  images: ['memcached', 'bitnami/memcached'],
  cdk: { construct: 'MemcachedCache' },
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'BSD-3-Clause' },
      {
        ports: { memcached: 11211 },
        ...(typeof component.memory === 'string' ? { command: ['memcached', '-m', String(toMegabytes(component.memory))] } : {}),
        ready: listensOn(11211),
        hardening: { user: 11_211, writes: [] },
      },
    ),
}
