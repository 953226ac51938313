import { toKind } from '../kinds.ts'
import type { Service } from '../services.ts'

const storeFamilies = new Set(['database', 'cache', 'queue', 'topic', 'stream', 'object store', 'search'])
/** Stores without a kind of their own in the catalogue, by the last part of their image's name. */
const storeImages =
  /^(?:mysql|mariadb|percona|postgres|postgis|timescaledb|pgvector|cockroach|mongo|mongodb|redis|valkey|keydb|dragonfly|memcached|rabbitmq|activemq|artemis|nats|kafka|cp-kafka|cp-server|redpanda|pulsar|zookeeper|cp-zookeeper|etcd|elasticsearch|opensearch|solr|meilisearch|typesense|cassandra|scylla|couchdb|couchbase|neo4j|influxdb|clickhouse-server|clickhouse|questdb|arangodb|rethinkdb|orientdb|server|azure-sql-edge|oracle-xe|oracle-free|db2|minio|mosquitto|eclipse-mosquitto|eventstore|qdrant|weaviate|milvus|chroma|surrealdb|tidb|vault|localstack|dynamodb-local|azurite|cosmosdb)$/

export function isStore(service: Service): boolean {
  const { kind } = toKind(service)
  if (storeFamilies.has(kind.family)) return true
  const name = service.image?.split('/').at(-1)?.split(/[:@]/)[0] ?? ''
  return !service.build && storeImages.test(name) && (name !== 'server' || /mssql/.test(service.image ?? ''))
}

export function isProxy(service: Service): boolean {
  const { kind } = toKind(service)
  return kind.family === 'gateway' || kind.family === 'balancer'
}
