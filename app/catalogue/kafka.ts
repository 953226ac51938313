import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { brokerParts, listensOn, toServerPlan } from './server-parts.ts'

// Near the median of 2 ms that a producer waits for the acknowledgement of all replicas in Confluent's measurement:
// https://developer.confluent.io/learn/kafka-performance/
const work: Work = { time: '2ms', distribution: 'exponential' }
const image = 'apache/kafka:4.1.0'

/** One Kafka broker that is its own controller. Each outgoing connection is a consumer group. */
export const kafka: Kind = {
  kind: 'kafka',
  label: 'Kafka',
  family: 'stream',
  icon: 'scroll-text',
  summary: 'Log of events; every connected consumer group gets every event once, shared among its replicas.',
  keywords: ['stream', 'event', 'log', 'topic', 'broker', 'message', 'msk', 'redpanda', 'async'],
  ...brokerParts({
    work,
    // num.io.threads as published: https://kafka.apache.org/documentation/#brokerconfigs
    acceptsAtOnce: 8,
    // max.poll.records as published: https://kafka.apache.org/documentation/#consumerconfigs
    prefetch: 500,
    prefetchTitle: 'Records per poll',
    prefetching: 'Records that one consumer replica fetches and has not finished.',
    consumers: 'each',
    image,
  }),
  accepts: ['kafka'],
  offers: ['kafka'],
  images: [
    'apache/kafka',
    'kafka',
    'apache/kafka-native',
    'bitnami/kafka',
    'confluentinc/cp-kafka',
    'confluentinc/cp-server',
    'confluentinc/confluent-local',
    'wurstmeister/kafka',
    'redpandadata/redpanda',
    'vectorized/redpanda',
  ],
  servers: ['kafka-server-start', 'kafka-server-start.sh', '/etc/confluent/docker/run', '/etc/kafka/docker/run', 'kafka.Kafka'],
  cdk: { construct: 'KafkaCluster' },
  // https://keda.sh/docs/latest/scalers/apache-kafka/
  backlogTrigger: ({ broker, consumer, host, port, messages }) => ({
    type: 'kafka',
    metadata: { bootstrapServers: `${host}:${port}`, consumerGroup: consumer, topic: broker, lagThreshold: messages },
  }),
  leastMemoryBytes: 1536 * 2 ** 20,
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        ports: { kafka: 9092 },
        env: {
          KAFKA_NODE_ID: '1',
          KAFKA_PROCESS_ROLES: 'broker,controller',
          KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
          // Where clients come back to after the first answer: the name under which they called.
          KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${context.id}:9092`,
          KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
          KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
          KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
          // One broker can keep one copy; the published settings want three.
          KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
          KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
          KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
          KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
          KAFKA_LOG_DIRS: '/var/lib/kafka/data',
        },
        ready: listensOn(9092),
        volumes: ['/var/lib/kafka/data'],
        hardening: { user: 1000 },
      },
    ),
}
