import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// Assumed: reads are answered from memory, writes wait for the log; together about a millisecond.
const work: Work = { time: '1ms', distribution: 'exponential' }
// Assumed: the pool of its commit processor has a thread per core, here eight.
const atOnce = 8
const image = 'zookeeper:3.9'

/** One ZooKeeper server. */
export const zookeeper: Kind = {
  kind: 'zookeeper',
  label: 'ZooKeeper',
  family: 'discovery',
  icon: 'paw-print',
  summary: 'Coordination service: small data, locks and elections for distributed systems.',
  keywords: ['coordination', 'lock', 'election', 'configuration', 'kafka', 'tcp'],
  ...serverParts({
    work,
    working: 'Time one request takes.',
    atOnce: {
      parameter: 'concurrency',
      title: 'Concurrency',
      absent: atOnce,
      unit: 'requests',
      description: 'Requests handled at once.',
    },
    image,
  }),
  accepts: ['tcp'],
  offers: [],
  images: ['zookeeper', 'bitnami/zookeeper', 'confluentinc/cp-zookeeper', 'wurstmeister/zookeeper'],
  servers: ['zkServer.sh', '/etc/confluent/docker/run'],
  cdk: { construct: 'Microservice' },
  leastMemoryBytes: 512 * 2 ** 20,
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        ports: { tcp: 2181 },
        env: { ZOO_4LW_COMMANDS_WHITELIST: 'srvr' },
        ready: { probe: 'exec', command: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/2181 && echo srvr >&3 && grep -q Mode <&3'] },
        volumes: ['/data', '/datalog'],
        hardening: { user: 1000 },
      },
    ),
}
