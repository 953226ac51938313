import type { Work } from '../design/fields.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import { cpuField, given, imageField, limitsOf, memoryField, textOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { toMemoryBound } from './memory-bound.ts'
import { hardeningFor } from './server-parts.ts'
import { servingFields, servingOf } from './serving-fields.ts'

// redis-benchmark serves about 100,000 commands a second on one core; with the system calls of one connection per command that
// is near a tenth of a millisecond each.
const defaultWork: Work = { time: '0.1ms', distribution: 'exponential' }
const image = 'redis:7'

/** A Redis server. It executes one command at a time, so its concurrency is 1 by nature. */
export const redis: Kind = {
  kind: 'redis',
  label: 'Redis',
  family: 'cache',
  icon: 'zap',
  summary: 'In-memory cache and store; executes one command at a time.',
  keywords: ['cache', 'key-value', 'valkey', 'elasticache', 'session', 'memory'],
  parameters: {
    work: workField(defaultWork, 'Time one command takes in the server.'),
    cache: cacheField(),
    ...servingFields(),
    image: imageField(image),
    cpu: cpuField(),
    memory: memoryField(),
  },
  initial: { work: defaultWork },
  accepts: ['redis'],
  offers: [],
  describe: (component) => `one at a time · ${workTimeText(component, defaultWork)}`,
  behaviour: (component) => ({
    model: 'station',
    replicas: 1,
    concurrency: 1,
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, defaultWork),
    failureRate: 0,
    routing: 'each',
    ...given('cache', cacheOf(component)),
    ...servingOf(component),
  }),
  images: ['redis', 'bitnami/redis', 'redis/redis-stack', 'redis/redis-stack-server', 'redislabs/redismod', 'cimg/redis', 'circleci/redis'],
  servers: ['redis-server', 'redis-sentinel', 'keydb-server'],
  cdk: { construct: 'ValkeyCache' },
  container: (component) => {
    return {
      image: { from: 'registry', reference: textOf(component, 'image') ?? image, licence: 'RSALv2 or SSPLv1 (from 7.4 on)' },
      fidelity: 'real engine',
      ports: { redis: 6379 },
      env: {},
      command: ['redis-server', '--save', '', '--appendonly', 'no', ...toMemoryBound(component)],
      files: {},
      ready: { probe: 'exec', command: ['redis-cli', 'ping'] },
      volumes: [],
      replicas: 1,
      ...limitsOf(component),
      // It keeps nothing on disk: see the command.
      ...hardeningFor(textOf(component, 'image') ?? image, image, { user: 999, writes: [] }),
      caveats: ['Commands take the time this machine needs, not the time the design gives them.'],
    }
  },
}
