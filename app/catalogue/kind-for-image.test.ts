import { expect, test } from 'vitest'
import { kindForImage } from './kind-for-image.ts'

test.each([
  ['mysql', 'mysql'],
  ['mysql:8.4', 'mysql'],
  ['library/mysql:8', 'mysql'],
  ['docker.io/library/mysql:8.0@sha256:0123456789abcdef', 'mysql'],
  ['registry.example.org:5000/library/mysql', 'mysql'],
  ['localhost/mysql:8', 'mysql'],
  ['public.ecr.aws/docker/library/postgres:17', 'postgres'],
  ['arm64v8/mysql', 'mysql'],
  ['bitnami/mysql:8.0', 'mysql'],
  ['docker.io/bitnamilegacy/mariadb:11', 'mariadb'],
  ['percona:8', 'mysql'],
  ['postgis/postgis:17-3.5', 'postgres'],
  ['timescale/timescaledb:latest-pg17', 'postgres'],
  ['pgvector/pgvector:pg17', 'postgres'],
  ['somebody/postgres:15', 'postgres'],
  ['mcr.microsoft.com/mssql/server:2022-latest', 'mssql'],
  ['mcr.microsoft.com/azure-sql-edge', 'mssql'],
  ['mongo:8', 'mongodb'],
  ['bitnami/mongodb', 'mongodb'],
  ['redis:7-alpine', 'redis'],
  ['redis/redis-stack-server:7.4.0-v1', 'redis'],
  ['valkey/valkey:8', 'valkey'],
  ['memcached:1.6', 'memcached'],
  ['rabbitmq:4-management', 'rabbitmq'],
  ['confluentinc/cp-kafka:7.6.0', 'kafka'],
  ['bitnami/kafka', 'kafka'],
  ['apache/kafka-native:4.1.0', 'kafka'],
  ['nats:2.12', 'nats'],
  ['eclipse-mosquitto:2', 'mosquitto'],
  ['docker.elastic.co/elasticsearch/elasticsearch:9.1.0', 'elasticsearch'],
  ['opensearchproject/opensearch:3', 'opensearch'],
  ['zookeeper', 'zookeeper'],
  ['confluentinc/cp-zookeeper', 'zookeeper'],
  ['quay.io/coreos/etcd:v3.6.5', 'etcd'],
  ['hashicorp/consul', 'consul'],
  ['consul:1.15', 'consul'],
  ['prom/prometheus', 'prometheus'],
  ['quay.io/prometheus/prometheus:v3.5.0', 'prometheus'],
  ['grafana/grafana', 'grafana'],
  ['jaegertracing/all-in-one', 'jaeger'],
  ['quay.io/minio/minio', 'minio'],
  ['nginx', 'nginx'],
  ['traefik:v3', 'traefik'],
  ['docker.io/haproxytech/haproxy-alpine:3.2', 'haproxy'],
  ['nginxinc/nginx-unprivileged', 'nginx'],
  ['openresty/openresty', 'nginx'],
  ['softwaremill/elasticmq-native', 'sqs'],
])('%s is %s', (image, kind) => {
  expect(kindForImage(image)).toBe(kind)
})

test.each([
  'ghcr.io/acme/orders:1.4',
  'mongo-express',
  'oliver006/redis_exporter',
  'prometheuscommunity/postgres-exporter',
  'grafana/loki',
  'traefik/whoami',
  'confluentinc/cp-schema-registry',
  'provectuslabs/kafka-ui',
  'localstack/localstack',
  'library/mysql/extra',
  'constructor',
  '',
  ':',
  '@',
])('%j is none of them', (image) => {
  expect(kindForImage(image)).toBeUndefined()
})

test('is told in time that grows with the length of a name alone', () => {
  // Work that grew with the square would take minutes here, and the test would be ended.
  for (const unit of [':', ':a', '@', 'a/', 'library/', '[::1]:5']) expect(kindForImage(unit.repeat(300_000)), unit).toBeUndefined()
})
