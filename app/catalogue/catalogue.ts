import { alb } from './alb.ts'
import { apiGateway } from './api-gateway.ts'
import { auroraMysql } from './aurora-mysql.ts'
import { auroraPostgres } from './aurora-postgres.ts'
import type { Kind } from './component.ts'
import { consul } from './consul.ts'
import { dynamodb } from './dynamodb.ts'
import { ecsService } from './ecs-service.ts'
import { elasticacheMemcached } from './elasticache-memcached.ts'
import { elasticacheValkey } from './elasticache-valkey.ts'
import { elasticsearch } from './elasticsearch.ts'
import { etcd } from './etcd.ts'
import { external } from './external.ts'
import { serverlessFunction } from './function.ts'
import { grafana } from './grafana.ts'
import { haproxy } from './haproxy.ts'
import { jaeger } from './jaeger.ts'
import { kafka } from './kafka.ts'
import { lambda } from './lambda.ts'
import { mariadb } from './mariadb.ts'
import { memcached } from './memcached.ts'
import { minio } from './minio.ts'
import { mongodb } from './mongodb.ts'
import { mosquitto } from './mosquitto.ts'
import { mssql } from './mssql.ts'
import { mysql } from './mysql.ts'
import { nats } from './nats.ts'
import { nginx } from './nginx.ts'
import { opensearch } from './opensearch.ts'
import { postgres } from './postgres.ts'
import { prometheus } from './prometheus.ts'
import { queue } from './queue.ts'
import { rabbitmq } from './rabbitmq.ts'
import { rdsMysql } from './rds-mysql.ts'
import { rdsPostgres } from './rds-postgres.ts'
import { redis } from './redis.ts'
import { s3 } from './s3.ts'
import { service } from './service.ts'
import { sns } from './sns.ts'
import { sqs } from './sqs.ts'
import { topic } from './topic.ts'
import { traefik } from './traefik.ts'
import { traffic } from './traffic.ts'
import { valkey } from './valkey.ts'
import { zookeeper } from './zookeeper.ts'

/** Every kind of component there is. Under each heading of the palette the first few are shown, so what is used most stands first. */
export const kinds: Kind[] = [
  traffic,
  external,
  nginx,
  traefik,
  haproxy,
  alb,
  apiGateway,
  service,
  serverlessFunction,
  ecsService,
  lambda,
  rabbitmq,
  kafka,
  queue,
  topic,
  sqs,
  sns,
  nats,
  mosquitto,
  postgres,
  mysql,
  mongodb,
  redis,
  rdsPostgres,
  rdsMysql,
  auroraPostgres,
  auroraMysql,
  dynamodb,
  mariadb,
  mssql,
  valkey,
  memcached,
  elasticacheValkey,
  elasticacheMemcached,
  elasticsearch,
  opensearch,
  minio,
  s3,
  consul,
  etcd,
  zookeeper,
  prometheus,
  grafana,
  jaeger,
]

const byName = new Map(kinds.map((kind) => [kind.kind, kind]))

export function kindOf(name: string): Kind | undefined {
  return byName.get(name)
}
