import type { ExportedFile } from '../exporter.ts'
import { toSealed } from '../kept-regions.ts'
import { type Data, storeOf } from './data-stack.ts'
import { toEntrances } from './entrances.ts'
import type { Plan } from './plan.ts'
import alarms from './sources/constructs/alarms.ts?raw'
import backend from './sources/constructs/backend.ts?raw'
import credentials from './sources/constructs/credentials.ts?raw'
import documentDatabase from './sources/constructs/document-database.ts?raw'
import eventTopic from './sources/constructs/event-topic.ts?raw'
import images from './sources/constructs/images.ts?raw'
import kafkaCluster from './sources/constructs/kafka-cluster.ts?raw'
import memcachedCache from './sources/constructs/memcached-cache.ts?raw'
import microservice from './sources/constructs/microservice.ts?raw'
import objectStore from './sources/constructs/object-store.ts?raw'
import publicEdge from './sources/constructs/public-edge.ts?raw'
import rabbitmqBroker from './sources/constructs/rabbitmq-broker.ts?raw'
import relationalDatabase from './sources/constructs/relational-database.ts?raw'
import searchDomain from './sources/constructs/search-domain.ts?raw'
import serverlessFunction from './sources/constructs/serverless-function.ts?raw'
import valkeyCache from './sources/constructs/valkey-cache.ts?raw'
import workQueue from './sources/constructs/work-queue.ts?raw'

const sources: Record<string, string> = {
  alarms,
  backend,
  credentials,
  'document-database': documentDatabase,
  'event-topic': eventTopic,
  images,
  'kafka-cluster': kafkaCluster,
  'memcached-cache': memcachedCache,
  microservice,
  'object-store': objectStore,
  'public-edge': publicEdge,
  'rabbitmq-broker': rabbitmqBroker,
  'relational-database': relationalDatabase,
  'search-domain': searchDomain,
  'serverless-function': serverlessFunction,
  'valkey-cache': valkeyCache,
  'work-queue': workQueue,
}

/** The constructs that this application uses; those that nothing in the design asks for are left out. */
export function toConstructFiles(plan: Plan, data: Data): ExportedFile[] {
  const stores = data.stores.map(storeOf)
  const has = (role: string) => plan.parts.some((part) => part.role === role)
  const wanted = new Set([
    'alarms',
    'backend',
    'microservice',
    ...stores.flatMap(({ file, needs }) => [file, ...needs]),
    ...(data.secrets.length > 0 ? ['credentials'] : []),
    ...(data.queues.length > 0 || has('function') || data.topics.length > 0 ? ['work-queue'] : []),
    ...(data.topics.length > 0 ? ['event-topic'] : []),
    ...(has('function') ? ['serverless-function'] : []),
    ...(toEntrances(plan).length > 0 ? ['public-edge'] : []),
    ...(has('service') ? ['images'] : []),
  ])
  return [...wanted].sort().map((file) => ({
    path: `lib/constructs/${file}.ts`,
    content: toSealed(sources[file] ?? ''),
    keep: 'regions',
  }))
}
