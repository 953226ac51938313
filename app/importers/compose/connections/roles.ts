import { repositoryOf } from '../../../catalogue/repository.ts'
import type { Service } from '../services.ts'

const storeFamilies = new Set(['database', 'cache', 'queue', 'topic', 'stream', 'object store', 'search'])
/** Stores and brokers that are no kind of their own in the catalogue, by the last part of their image's name. */
const storeImages =
  /^(?:cockroach|cockroachdb|dragonfly|activemq.*|artemis.*|pulsar|solr|meilisearch|typesense|cassandra|scylla|couchdb|couchbase|neo4j|influxdb|clickhouse(?:-server)?|questdb|arangodb|rethinkdb|orientdb|oracle-(?:xe|free)|db2|eventstore|qdrant|weaviate|milvus|chroma|surrealdb|tidb|localstack|dynamodb-local|azurite|redismod|redis-stack.*)$/
/** Where telemetry is sent to, in batches and without waiting. */
const collectorImages =
  /(?:otel|opentelemetry|collector|zipkin|tempo|loki|fluentd?|fluent-bit|logstash|graphite|statsd|alloy|seq|telegraf|vector|tracing|apm-server|pyroscope|mimir|cortex|thanos|victoria-?(?:metrics|logs|traces)|vmagent|vminsert|pushgateway)/
/** OTLP over gRPC and HTTP, Zipkin, Jaeger, StatsD, Graylog, Fluentd. */
const telemetryPorts = new Set([4317, 4318, 9411, 14268, 14250, 6831, 6832, 8125, 12201, 24224])

export function isStore(service: Service): boolean {
  if (service.isTool) return false
  if (storeFamilies.has(service.kind.family)) return true
  return !service.build && storeImages.test(imageName(service))
}

/** What keeps what is measured, logged or traced on its disk. */
export function keepsMeasurements(service: Service): boolean {
  return (
    !service.build &&
    /^(?:prometheus|tempo|loki|mimir|cortex|pyroscope|thanos|graphite\S*|victoria-?(?:metrics|logs|traces))$/.test(imageName(service))
  )
}

export function isProxy(service: Service): boolean {
  const { family } = service.kind
  return service.forwards === true || family === 'gateway' || family === 'balancer'
}

/** Whether what is sent there is telemetry, which no caller waits for. */
export function takesTelemetry(service: Service, port: number | undefined): boolean {
  if (isStore(service)) return false
  if (port !== undefined && telemetryPorts.has(port)) return true
  return service.kind.family === 'observability' || (!service.build && collectorImages.test(imageName(service)))
}

/** The last part of its image's name. */
export function imageName({ image }: Service): string {
  return (
    repositoryOf(image ?? '')
      .split('/')
      .at(-1) ?? ''
  )
}
