import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { serverParts, toServerPlan } from './server-parts.ts'

// One linearizable read took 0.7 ms and one write 1.6 ms: https://etcd.io/docs/v3.6/op-guide/performance/
const work: Work = { time: '1ms', distribution: 'exponential' }
// Assumed: requests are concurrent, and writes pass one log; sixteen at once are within what it was measured with.
const atOnce = 16
const image = 'quay.io/coreos/etcd:v3.6.5'

/** A single etcd member. */
export const etcd: Kind = {
  kind: 'etcd',
  label: 'etcd',
  family: 'discovery',
  icon: 'list-tree',
  summary: 'Consistent store of keys and values: configuration, locks and discovery.',
  keywords: ['coordination', 'configuration', 'key-value', 'raft', 'lock', 'kubernetes'],
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
  accepts: ['grpc'],
  offers: [],
  images: ['coreos/etcd', 'etcd', 'etcd-development/etcd', 'bitnami/etcd'],
  servers: ['etcd'],
  cdk: { construct: 'Microservice' },
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        ports: { grpc: 2379 },
        command: [
          'etcd',
          '--data-dir=/var/lib/etcd',
          '--listen-client-urls=http://0.0.0.0:2379',
          `--advertise-client-urls=http://${context.id}:2379`,
        ],
        // The image holds nothing but etcd and its tools.
        ready: { probe: 'exec', command: ['etcdctl', 'endpoint', 'health'] },
        volumes: ['/var/lib/etcd'],
        hardening: { user: 1000, writes: [] },
        caveats: ['It answers without a password: let nothing but its callers reach it.'],
      },
    ),
}
