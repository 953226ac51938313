import { count, type Work } from '../design/fields.ts'
import { hourly } from './billing.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import { nodeOf, nodeTypeField } from './cache-nodes.ts'
import { given, imageField, numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind, Misfit } from './component.ts'
import { databaseFields, primaryOf } from './database-fields.ts'
import { toValkeyPlan, valkeyImage } from './valkey-server.ts'

// As Valkey elsewhere: near a tenth of a millisecond for a command with its system calls.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
const mostReplicas = 5

const { failover, replicationLag } = databaseFields()

/** A replication group of Amazon ElastiCache for Valkey or Redis OSS: a primary, and replicas that take over. */
export const elasticacheValkey: Kind = {
  kind: 'elasticache-valkey',
  label: 'ElastiCache Valkey',
  family: 'cache',
  platform: 'aws',
  icon: 'zap',
  summary: 'Valkey or Redis OSS run by Amazon ElastiCache: a primary that executes one command at a time, and replicas.',
  keywords: ['elasticache', 'amazon elasticache', 'redis', 'redis oss', 'valkey', 'cache', 'key-value', 'session', 'memory', 'managed'],
  parameters: {
    nodeType: nodeTypeField('Its memory bounds what is kept. Commands are executed by one core, however many there are.'),
    work: workField(work, 'Time one command takes in the server.'),
    cache: cacheField(),
    readReplicas: count(0, mostReplicas).optional().meta({
      title: 'Replicas',
      absent: 0,
      unit: 'replicas',
      section: 'Replication',
      description: 'Copies in other zones; a connection says with reads which share of its calls may go to them.',
    }),
    failover: failover.meta({
      title: 'Fails over in',
      section: 'Replication',
      description: 'With replicas: until one has taken the place of a primary that failed. AWS states no figure; absent: none takes it.',
    }),
    replicationLag,
    image: imageField(valkeyImage),
  },
  initial: { nodeType: 'cache.t4g.small' },
  accepts: ['redis'],
  offers: [],
  describe: (component) => `${nodeOf(component).name.replace(/^cache\./, '')} · ${workTimeText(component, work)}`,
  check: (component) => checkFailover(component.failover, numberOf(component, 'readReplicas', 0)),
  billing: (component) => ({
    items: [hourly(`elasticache-valkey.${nodeOf(component).name}`, 1 + numberOf(component, 'readReplicas', 0))],
    besides: ['backups', 'data between zones'],
  }),
  behaviour: (component) => ({
    model: 'station',
    replicas: 1 + numberOf(component, 'readReplicas', 0),
    concurrency: 1,
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, work),
    failureRate: 0,
    routing: 'each',
    ...given('primary', primaryOf(component)),
    ...given('cache', cacheOf(component)),
  }),
  images: [],
  standIn: 'valkey/valkey',
  cdk: { construct: 'ValkeyCache' },
  container: (component) => {
    const plan = toValkeyPlan(component)
    const caveat = `It has the memory of this machine, not that of ${nodeOf(component).name}, and no replica: failovers are predicted only.`
    return { ...plan, caveats: [...plan.caveats, caveat] }
  },
}

function checkFailover(failover: unknown, replicas: number): Misfit[] {
  if (failover === undefined || replicas > 0) return []
  return [
    {
      parameter: 'failover',
      message: 'has a time for its failover, and no replica that could take over',
      remedy: 'Write readReplicas: 1, or take failover out.',
      fix: { label: 'Give it a replica', parameter: 'readReplicas', value: 1 },
    },
  ]
}
