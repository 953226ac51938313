import { count, type Work } from '../design/fields.ts'
import { hourly } from './billing.ts'
import { cacheField, cacheOf } from './cache-fields.ts'
import { nodeOf, nodeTypeField } from './cache-nodes.ts'
import { given, imageField, numberOf, workField, workOf, workTimeText } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { memcachedImage, toMemcachedPlan } from './memcached-server.ts'

// As memcached elsewhere: the lookup is microseconds, the system calls of one connection make it near a tenth of a millisecond.
const work: Work = { time: '0.1ms', distribution: 'exponential' }
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html
const mostNodes = 60

/** A cluster of Amazon ElastiCache for Memcached: nodes that each have a part of the keys and know nothing of each other. */
export const elasticacheMemcached: Kind = {
  kind: 'elasticache-memcached',
  label: 'ElastiCache Memcached',
  family: 'cache',
  platform: 'aws',
  icon: 'zap',
  summary: 'Memcached run by Amazon ElastiCache: nodes that each keep a part of the keys.',
  keywords: ['elasticache', 'amazon elasticache', 'memcached', 'cache', 'key-value', 'session', 'memory', 'managed'],
  parameters: {
    nodeType: nodeTypeField('Its cores serve that many commands at once, and its memory bounds what is kept.'),
    nodes: count(1, mostNodes).optional().meta({
      title: 'Nodes',
      absent: 1,
      unit: 'nodes',
      section: 'Capacity',
      description: 'Clients spread the keys over them; shards on a connection says how unevenly.',
    }),
    work: workField(work, 'Time one command takes in the server.'),
    cache: cacheField(),
    image: imageField(memcachedImage),
  },
  initial: { nodeType: 'cache.t4g.small' },
  accepts: ['memcached'],
  offers: [],
  describe: (component) => `${nodeOf(component).name.replace(/^cache\./, '')} · ${workTimeText(component, work)}`,
  billing: (component) => ({
    items: [hourly(`elasticache-memcached.${nodeOf(component).name}`, numberOf(component, 'nodes', 1))],
    besides: ['data between zones'],
  }),
  behaviour: (component) => ({
    model: 'station',
    replicas: numberOf(component, 'nodes', 1),
    concurrency: nodeOf(component).cores,
    queueLimit: Number.POSITIVE_INFINITY,
    holdsWorker: true,
    work: workOf(component, work),
    failureRate: 0,
    routing: 'each',
    ...given('cache', cacheOf(component)),
  }),
  called: (component) => (numberOf(component, 'nodes', 1) > 1 ? { shards: {} } : {}),
  images: [],
  standIn: 'memcached',
  cdk: { construct: 'MemcachedCache' },
  container: (component) => {
    const plan = toMemcachedPlan(component)
    const { name, cores } = nodeOf(component)
    const caveat = `One container stands for all nodes, with the cores and the memory of this machine, not the ${cores} of ${name}.`
    return { ...plan, caveats: [...plan.caveats, caveat] }
  },
}
