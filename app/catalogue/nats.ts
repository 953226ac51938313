import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { brokerParts, toServerPlan } from './server-parts.ts'

// Assumed: a message is stored and acknowledged by JetStream on one server in well under a millisecond.
const work: Work = { time: '0.3ms', distribution: 'exponential' }
// The variant with a shell: the plain one holds nothing but the server, so that nothing could ask whether it is ready.
const image = 'nats:2.12-alpine'

/** A NATS server with JetStream. Each outgoing connection is a consumer of the stream. */
export const nats: Kind = {
  kind: 'nats',
  label: 'NATS',
  family: 'topic',
  icon: 'radio',
  summary: 'Message broker with streams (JetStream); every connected consumer gets every message once, shared among its replicas.',
  keywords: ['message', 'broker', 'jetstream', 'pub/sub', 'subject', 'queue', 'async'],
  ...brokerParts({
    work,
    // Assumed: it works on one stream in order and on several at once; four are a small server.
    acceptsAtOnce: 4,
    // max_ack_pending as published: https://docs.nats.io/nats-concepts/jetstream/consumers
    prefetch: 1000,
    prefetchTitle: 'Pending acknowledgements',
    prefetching: 'Messages given to one consumer replica and not acknowledged.',
    consumers: 'each',
    image,
  }),
  accepts: ['nats'],
  offers: ['nats'],
  images: ['nats', 'nats-streaming', 'bitnami/nats'],
  servers: ['nats-server', 'nats-streaming-server'],
  cdk: { construct: 'Microservice' },
  container: (component) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        ports: { nats: 4222 },
        command: ['nats-server', '--jetstream', '--store_dir=/data', '--http_port=8222'],
        ready: { probe: 'http', port: 8222, path: '/healthz' },
        volumes: ['/data'],
        hardening: { user: 1000, writes: [] },
      },
    ),
}
