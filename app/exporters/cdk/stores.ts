import type { Component } from '../../design/design.ts'
import { toBytes } from '../../design/quantities.ts'
import type { CdkCounterpart, StoreName } from './counterpart.ts'

/** What the exported application has to be told of a store, and what a reader of it should know. */
export interface Store {
  /** File of its construct, without the ending. */
  file: string
  /** Files that its construct imports besides. */
  needs: string[]
  /** It asks for a user and a password. */
  hasCredentials: boolean
  /** Whoever signs in is given a user of its own; otherwise `because` is said. */
  users: 'own' | { because: string } | 'none'
  /** Programs are told its host and its port. */
  hasAddress: boolean
  /** Its construct says what of it is to be watched. */
  isMeasured: boolean
  /** Resources of CloudFormation, without those of its users. */
  resources: number
  /** It is a primary and one replica, which takes over; programs are told of the primary alone. */
  hasReplica?: true
  /** It is in the network; otherwise it is an API of AWS. */
  inNetwork: boolean
  /** Properties beside the network and the name. */
  properties(component: Component, counterpart: CdkCounterpart, connections: number): Record<string, string | number>
  /** What runs and is paid for by the hour, for the README. */
  costs: string
  /** What differs for programs that use it. */
  differs?: string
  /** Ends of the variables by which programs learn of it, without those of its sign-in. */
  variables: readonly string[]
  /** What is left of it when its stack is destroyed. */
  left: 'a snapshot' | 'itself' | 'nothing'
  /** What it has besides its size, for the README. */
  holds?: string
  /** A command to be run once for each account, before the first deployment. */
  once?: string
}

/** Memory in GiB of instance classes, ascending. */
const databaseClasses = [
  ['t4g.small', 2],
  ['t4g.medium', 4],
  ['t4g.large', 8],
  ['r8g.large', 16],
  ['r8g.xlarge', 32],
  ['r8g.2xlarge', 64],
  ['r8g.4xlarge', 128],
] as const
const cacheClasses = [
  ['cache.t4g.small', 1.37],
  ['cache.t4g.medium', 3.09],
  ['cache.r7g.large', 13.07],
  ['cache.r7g.xlarge', 26.32],
  ['cache.r7g.2xlarge', 52.82],
] as const
// The standard edition of SQL Server is not offered on smaller ones, nor on Graviton.
const sqlServerClasses = [
  ['t3.xlarge', 16],
  ['r6i.xlarge', 32],
  ['r6i.2xlarge', 64],
  ['r6i.4xlarge', 128],
] as const
// max_connections of RDS is DBInstanceClassMemory over so many bytes:
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
const bytesPerConnection = 12_582_880
const bytesPerPostgresConnection = 9_531_392
// Estimated: DBInstanceClassMemory is without what the system and RDS keep, of which AWS states no figure.
const bytesOfSystem = 2 ** 28
/** Of the connections of a database: those that RDS and its administrator keep for themselves. */
export const keptConnections = 5

const brokerClasses = [
  ['mq.m7g.medium', 4],
  ['mq.m7g.large', 8],
  ['mq.m7g.xlarge', 16],
  ['mq.m7g.2xlarge', 32],
] as const
const kafkaClasses = [
  ['kafka.t3.small', 2],
  ['kafka.m7g.large', 8],
  ['kafka.m7g.xlarge', 16],
  ['kafka.m7g.2xlarge', 32],
] as const
const searchClasses = [
  ['m7g.medium.search', 4],
  ['m7g.large.search', 8],
  ['r7g.large.search', 16],
  ['r7g.xlarge.search', 32],
  ['r7g.2xlarge.search', 64],
] as const

const overTls = 'it answers over TLS only'

const stores: Record<StoreName, Store> = {
  RelationalDatabase: {
    file: 'relational-database',
    needs: ['credentials', 'database-users', 'run-once-task', 'task-runner'],
    hasCredentials: true,
    users: 'own',
    hasAddress: true,
    isMeasured: false,
    resources: 25,
    inNetwork: true,
    properties: (component, counterpart, connections) => {
      const engine = counterpart.construct === 'RelationalDatabase' ? counterpart.engine : 'postgres'
      const taken = connections > 0 && limitsConnections(engine) ? { connections } : {}
      // A component that names its class is given that.
      if (typeof component.instanceClass === 'string')
        return { engine, instanceType: component.instanceClass.replace(/^db\./, ''), ...taken }
      if (engine === 'sqlserver') return { engine, instanceType: classFor(sqlServerClasses, bytesOf(component)) }
      const bytes = Math.max(bytesOf(component), connections * bytesPerConnection)
      return { engine, instanceType: classFor(databaseClasses, bytes), ...taken }
    },
    variables: ['HOST', 'PORT', 'NAME'],
    left: 'a snapshot',
    holds: '20 GiB of storage that grow to 200, backups of seven days',
    costs: 'RDS instance with a standby in another zone',
    differs: 'it answers on another port than usual, the one in its variable, and over TLS only',
  },
  DocumentDatabase: {
    file: 'document-database',
    needs: ['credentials'],
    hasCredentials: true,
    users: { because: 'Its services sign in as the one user of the cluster: make others with mongosh, and give them their own secrets.' },
    hasAddress: true,
    isMeasured: true,
    resources: 22,
    inNetwork: true,
    properties: (component) => ({ instanceType: classFor(databaseClasses.slice(1), bytesOf(component)) }),
    variables: ['HOST', 'PORT', 'TLS'],
    left: 'a snapshot',
    holds: 'backups of seven days',
    costs: 'DocumentDB cluster of two instances',
    hasReplica: true,
    differs: `${overTls}, with a certificate that clients know by the bundle of RDS alone (global-bundle.pem, as tlsCAFile), on another port than usual, and knows no retryable writes (retryWrites=false)`,
  },
  ValkeyCache: {
    file: 'valkey-cache',
    needs: ['credentials'],
    hasCredentials: true,
    users: 'own',
    hasAddress: true,
    isMeasured: true,
    resources: 8,
    inNetwork: true,
    properties: (component) => ({ nodeType: nodeTypeOf(component) }),
    variables: ['HOST', 'PORT', 'TLS'],
    left: 'a snapshot',
    holds: 'a snapshot each day, kept for seven',
    costs: 'ElastiCache for Valkey, two nodes',
    hasReplica: true,
    differs: `${overTls}, with a user and a password, on another port than usual`,
  },
  MemcachedCache: {
    file: 'memcached-cache',
    needs: [],
    hasCredentials: false,
    users: 'none',
    hasAddress: true,
    isMeasured: true,
    resources: 6,
    inNetwork: true,
    properties: (component) => ({
      nodeType: nodeTypeOf(component),
      ...(typeof component.nodes === 'number' ? { nodes: component.nodes } : {}),
    }),
    variables: ['HOST', 'PORT', 'TLS'],
    left: 'nothing',
    costs: 'ElastiCache for Memcached, two nodes unless the design says otherwise',
    differs: `${overTls}, on another port than usual; clients find its nodes at the configuration endpoint`,
  },
  RabbitMqBroker: {
    file: 'rabbitmq-broker',
    needs: ['credentials'],
    hasCredentials: true,
    users: { because: 'Its services sign in as the one user of the broker: make others in RabbitMQ, and give them their own secrets.' },
    hasAddress: true,
    isMeasured: true,
    resources: 10,
    inNetwork: true,
    properties: (component) => ({ instanceType: classFor(brokerClasses, bytesOf(component)) }),
    variables: ['HOST', 'PORT', 'TLS'],
    left: 'nothing',
    costs: 'Amazon MQ cluster of three nodes',
    differs: `${overTls} (amqps, port 5671), and its queues are quorum queues unless they say otherwise`,
  },
  KafkaCluster: {
    file: 'kafka-cluster',
    needs: [],
    hasCredentials: false,
    users: 'none',
    hasAddress: false,
    isMeasured: true,
    resources: 8,
    inNetwork: true,
    properties: (component) => ({ instanceType: classFor(kafkaClasses, bytesOf(component)) }),
    variables: ['CLUSTER_ARN'],
    left: 'itself',
    holds: '100 GiB of storage for each broker',
    costs: 'MSK cluster with a broker for each zone',
    differs: 'clients sign in with their role (SASL with AWS_MSK_IAM) and ask GetBootstrapBrokers for its brokers',
  },
  SearchDomain: {
    file: 'search-domain',
    needs: [],
    hasCredentials: false,
    users: 'none',
    hasAddress: false,
    isMeasured: true,
    resources: 12,
    inNetwork: true,
    properties: (component) => ({ instanceType: classFor(searchClasses, bytesOf(component)) }),
    variables: ['URL'],
    left: 'itself',
    holds: '20 GiB of storage for each data node, masters of m7g.medium.search',
    costs: 'OpenSearch domain of two data nodes and three masters',
    // Domains inside a network need this role, and CloudFormation makes it for nobody.
    once: 'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
    differs: 'clients sign their requests with their role (SigV4, service es); the clients of Elastic refuse OpenSearch, so use its own',
  },
  DynamoTable: {
    file: 'dynamo-table',
    needs: [],
    hasCredentials: false,
    users: 'none',
    hasAddress: false,
    isMeasured: true,
    resources: 4,
    inNetwork: false,
    properties: ({ capacityMode, reads, writes }) =>
      capacityMode === 'provisioned' && typeof reads === 'number' && typeof writes === 'number' ? { reads, writes } : {},
    variables: ['TABLE'],
    left: 'itself',
    costs: 'DynamoDB table, for what is stored, read and written',
    differs:
      'the keys of its items are called pk and sk, and clients sign their requests with their role, as the SDK of AWS does by itself',
  },
  ObjectStore: {
    file: 'object-store',
    needs: [],
    hasCredentials: false,
    users: 'none',
    hasAddress: false,
    isMeasured: false,
    resources: 8,
    inNetwork: false,
    properties: () => ({}),
    variables: ['BUCKET'],
    left: 'itself',
    costs: 'S3 bucket, for what is stored and asked for',
    differs: 'clients sign their requests with their role, as the SDK of AWS does by itself',
  },
}

/** What the exported application has to be told of the store behind a part. */
export function storeOf({ counterpart }: { counterpart: CdkCounterpart }): Store {
  return stores[counterpart.construct as StoreName]
}

/** What runs in each, as its construct has it: by engine, or by the name of the construct. */
const engines: Record<string, string> = {
  postgres: 'PostgreSQL 17',
  mysql: 'MySQL 8.4',
  mariadb: 'MariaDB 11.8',
  sqlserver: 'SQL Server 2022',
  DocumentDatabase: 'DocumentDB 5.0',
  ValkeyCache: 'Valkey 8.1',
  MemcachedCache: 'Memcached 1.6',
  RabbitMqBroker: 'RabbitMQ 4.2',
  KafkaCluster: 'Kafka 3.9',
  SearchDomain: 'OpenSearch 2.19',
}

/** The engine of a store with its version; undefined where AWS does not say any. */
export function engineOf({ counterpart }: { counterpart: CdkCounterpart }): string | undefined {
  return engines[counterpart.construct === 'RelationalDatabase' ? counterpart.engine : counterpart.construct]
}

const classes: readonly (readonly [name: string, gibibytes: number])[] = [
  ...databaseClasses,
  ...sqlServerClasses,
  ...cacheClasses,
  ...brokerClasses,
  ...kafkaClasses,
  ...searchClasses,
]

/** The memory of an instance class that this file chooses; undefined of others, which a component may name. */
export function memoryOfClass(name: string): number | undefined {
  const gibibytes = classes.find(([each]) => each === name)?.[1]
  return gibibytes === undefined ? undefined : gibibytes * 2 ** 30
}

/** About so many connections RDS takes by itself with so much memory. */
export function connectionsFor(memoryBytes: number, engine: string): number {
  const most = engine === 'postgres' ? 5000 : 16_000
  const bytes = Math.max(0, memoryBytes - bytesOfSystem)
  return Math.min(most, Math.floor(bytes / (engine === 'postgres' ? bytesPerPostgresConnection : bytesPerConnection)))
}

/** Whether a parameter of RDS says how many connections this engine takes: SQL Server takes what it has memory for. */
export function limitsConnections(engine: string): boolean {
  return engine !== 'sqlserver'
}

function bytesOf(component: Component): number {
  return typeof component.memory === 'string' ? toBytes(component.memory) : 0
}

/** The one that a component names, or one with memory enough. */
function nodeTypeOf(component: Component): string {
  return typeof component.nodeType === 'string' ? component.nodeType : classFor(cacheClasses, bytesOf(component))
}

/** The smallest class that has this much memory, or the largest there is. */
function classFor(classes: readonly (readonly [name: string, gibibytes: number])[], bytes: number): string {
  const fitting = classes.find(([, gibibytes]) => gibibytes * 2 ** 30 >= bytes)
  return (fitting ?? classes.at(-1) ?? ['', 0])[0]
}
