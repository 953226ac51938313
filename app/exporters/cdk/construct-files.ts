import type { ExportedFile } from '../exporter.ts'
import { toSealed } from '../kept-regions.ts'
import type { Data } from './data.ts'
import type { Part, Plan } from './plan.ts'
import alarms from './sources/constructs/alarms.ts?raw'
import backend from './sources/constructs/backend.ts?raw'
import credentials from './sources/constructs/credentials.ts?raw'
import databaseUsers from './sources/constructs/database-users.ts?raw'
import documentDatabase from './sources/constructs/document-database.ts?raw'
import dynamoTable from './sources/constructs/dynamo-table.ts?raw'
import entrances from './sources/constructs/entrances.ts?raw'
import eventTopic from './sources/constructs/event-topic.ts?raw'
import images from './sources/constructs/images.ts?raw'
import kafkaCluster from './sources/constructs/kafka-cluster.ts?raw'
import memcachedCache from './sources/constructs/memcached-cache.ts?raw'
import microservice from './sources/constructs/microservice.ts?raw'
import objectStore from './sources/constructs/object-store.ts?raw'
import rabbitmqBroker from './sources/constructs/rabbitmq-broker.ts?raw'
import relationalDatabase from './sources/constructs/relational-database.ts?raw'
import runOnce from './sources/constructs/run-once/index.mjs?raw'
import runOnceTask from './sources/constructs/run-once-task.ts?raw'
import searchDomain from './sources/constructs/search-domain.ts?raw'
import serverlessFunction from './sources/constructs/serverless-function.ts?raw'
import sharedFiles from './sources/constructs/shared-files.ts?raw'
import standIn from './sources/constructs/stand-in.ts?raw'
import taskRunner from './sources/constructs/task-runner.ts?raw'
import valkeyCache from './sources/constructs/valkey-cache.ts?raw'
import workQueue from './sources/constructs/work-queue.ts?raw'
import { storeOf } from './stores.ts'

const sources: Record<string, string> = {
  alarms,
  backend,
  credentials,
  'database-users': databaseUsers,
  'document-database': documentDatabase,
  'dynamo-table': dynamoTable,
  entrances,
  'event-topic': eventTopic,
  images,
  'kafka-cluster': kafkaCluster,
  'memcached-cache': memcachedCache,
  microservice,
  'object-store': objectStore,
  'rabbitmq-broker': rabbitmqBroker,
  'relational-database': relationalDatabase,
  'run-once-task': runOnceTask,
  'search-domain': searchDomain,
  'serverless-function': serverlessFunction,
  'shared-files': sharedFiles,
  'stand-in': standIn,
  'task-runner': taskRunner,
  'valkey-cache': valkeyCache,
  'work-queue': workQueue,
}

/** The constructs that this application uses; those that nothing in the design asks for are left out. */
export function toConstructFiles(plan: Plan, data: Data, stacks: { variable: string }[]): ExportedFile[] {
  const stores = data.stores.map(storeOf)
  const has = (role: string) => plan.parts.some((part) => part.role === role)
  const isMade = (variable: string) => stacks.some((stack) => stack.variable === variable)
  const wanted = new Set([
    // The alarms know services by their type.
    'alarms',
    'backend',
    'microservice',
    'shared-files',
    ...stores.flatMap(({ file, needs }) => [file, ...needs]),
    ...(data.secrets.length > 0 ? ['credentials'] : []),
    ...(data.queues.length > 0 || has('function') || data.topics.length > 0 ? ['work-queue'] : []),
    ...(data.topics.length > 0 ? ['event-topic'] : []),
    ...(has('function') ? ['serverless-function'] : []),
    ...(isMade('edge') ? ['entrances'] : []),
    ...(isMade('platform') ? ['run-once-task', 'task-runner'] : []),
    ...(plan.parts.some(isBuilt) ? ['images'] : []),
    ...(plan.parts.some(isPlayed) ? ['images', 'stand-in'] : []),
  ])
  const files = [...wanted].sort().map((file) => toFile(`${file}.ts`, sources[file] ?? ''))
  return isMade('platform') ? [...files, toFile('run-once/index.mjs', runOnce)] : files
}

const runs = ({ role }: Part) => role === 'service' || role === 'job'

function isPlayed(part: Part): boolean {
  return runs(part) && part.container?.image.from === 'runtime'
}

/** Its image is built: from a folder of the person, or with files of its own. */
function isBuilt(part: Part): boolean {
  const { container } = part
  return runs(part) && container !== undefined && (container.image.from === 'build' || Object.keys(container.files).length > 0)
}

function toFile(path: string, text: string): ExportedFile {
  return { path: `lib/constructs/${path}`, content: toSealed(text), keep: 'regions' }
}
