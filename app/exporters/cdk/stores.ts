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
  /** It is in the network; otherwise it is an API of AWS. */
  inNetwork: boolean
  /** Properties beside the network and the name. */
  properties(component: Component, counterpart: CdkCounterpart, connections: number): Record<string, string>
  /** What runs and is paid for by the hour, for the README. */
  costs: string
  /** What differs for programs that use it. */
  differs?: string
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
// The standard and the express editions of SQL Server are not offered on smaller ones.
const sqlServerClass = 't3.xlarge'
// max_connections of RDS for MySQL is the memory over 12,582,880 bytes; for PostgreSQL it is a third more.
const bytesPerConnection = 12_582_880

const overTls = 'it answers over TLS only'

export const stores: Record<StoreName, Store> = {
  RelationalDatabase: {
    file: 'relational-database',
    needs: ['credentials'],
    hasCredentials: true,
    inNetwork: true,
    properties: (component, counterpart, connections) => {
      const engine = counterpart.construct === 'RelationalDatabase' ? counterpart.engine : 'postgres'
      const bytes = Math.max(bytesOf(component), connections * bytesPerConnection)
      return { engine, instanceType: engine === 'sqlserver' ? sqlServerClass : classFor(databaseClasses, bytes) }
    },
    costs: 'RDS instance with a standby in another zone',
    differs: 'it answers on another port than usual, the one in its variable, and wants TLS (PostgreSQL and MariaDB take nothing else)',
  },
  DocumentDatabase: {
    file: 'document-database',
    needs: ['credentials'],
    hasCredentials: true,
    inNetwork: true,
    properties: (component) => ({ instanceType: classFor(databaseClasses.slice(1), bytesOf(component)) }),
    costs: 'DocumentDB cluster of two instances',
    differs: `${overTls}, on another port than usual, and knows no retryable writes (retryWrites=false)`,
  },
  ValkeyCache: {
    file: 'valkey-cache',
    needs: ['credentials'],
    hasCredentials: true,
    inNetwork: true,
    properties: (component) => ({ nodeType: classFor(cacheClasses, bytesOf(component)) }),
    costs: 'ElastiCache for Valkey, two nodes',
    differs: `${overTls}, with a password, on another port than usual`,
  },
  MemcachedCache: {
    file: 'memcached-cache',
    needs: [],
    hasCredentials: false,
    inNetwork: true,
    properties: (component) => ({ nodeType: classFor(cacheClasses, bytesOf(component)) }),
    costs: 'ElastiCache for Memcached, two nodes',
    differs: `${overTls}, on another port than usual; clients find its nodes at the configuration endpoint`,
  },
  RabbitMqBroker: {
    file: 'rabbitmq-broker',
    needs: ['credentials'],
    hasCredentials: true,
    inNetwork: true,
    properties: () => ({}),
    costs: 'Amazon MQ cluster of three mq.m7g.large nodes',
    differs: `${overTls} (amqps, port 5671), and its queues are quorum queues unless they say otherwise`,
  },
  KafkaCluster: {
    file: 'kafka-cluster',
    needs: [],
    hasCredentials: false,
    inNetwork: true,
    properties: () => ({}),
    costs: 'MSK cluster with a kafka.m7g.large broker for each zone',
    differs: 'clients sign in with their role (SASL with AWS_MSK_IAM) and ask GetBootstrapBrokers for its brokers',
  },
  SearchDomain: {
    file: 'search-domain',
    needs: [],
    hasCredentials: false,
    inNetwork: true,
    properties: () => ({}),
    costs: 'OpenSearch domain of two data nodes and three masters',
    // Domains inside a network need this role, and CloudFormation makes it for nobody.
    once: 'aws iam create-service-linked-role --aws-service-name opensearchservice.amazonaws.com',
    differs: 'clients sign their requests with their role (SigV4, service es); the clients of Elastic refuse OpenSearch, so use its own',
  },
  ObjectStore: {
    file: 'object-store',
    needs: [],
    hasCredentials: false,
    inNetwork: false,
    properties: () => ({}),
    costs: 'S3 bucket, for what is stored and asked for',
    differs: 'clients sign their requests with their role, as the SDK of AWS does by itself',
  },
}

function bytesOf(component: Component): number {
  return typeof component.memory === 'string' ? toBytes(component.memory) : 0
}

/** The smallest class that has this much memory, or the largest there is. */
function classFor(classes: readonly (readonly [name: string, gibibytes: number])[], bytes: number): string {
  const fitting = classes.find(([, gibibytes]) => gibibytes * 2 ** 30 >= bytes)
  return (fitting ?? classes.at(-1) ?? ['', 0])[0]
}
