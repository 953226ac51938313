import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { brokerParts } from './server-parts.ts'

// Assumed: publishing to a managed topic in the same region takes about twenty milliseconds.
const work: Work = { time: '20ms', distribution: 'lognormal', cv: 1 }

/** A managed topic. Each outgoing connection is a subscription: a queue, a function, or a service that it calls. */
export const topic: Kind = {
  kind: 'topic',
  label: 'Topic',
  family: 'topic',
  icon: 'megaphone',
  summary: 'Managed topic such as Amazon SNS: sends every message to each of its subscribers.',
  keywords: ['sns', 'pub/sub', 'publish', 'fan-out', 'managed', 'aws', 'eventbridge', 'async'],
  ...brokerParts({
    work,
    // Assumed: its quota of calls is above what a design reaches: https://docs.aws.amazon.com/general/latest/gr/sns.html
    acceptsAtOnce: 10_000,
    // Assumed: it delivers as fast as messages come unless a subscription is throttled.
    prefetch: 1000,
    prefetchTitle: 'Deliveries at once',
    prefetching: 'Messages under way to one subscriber.',
    consumers: 'each',
  }),
  accepts: ['sns'],
  offers: ['sns'],
  images: [],
  cdk: { construct: 'EventTopic' },
  container: {
    fidelity: 'simulated only',
    reason: 'no free program speaks the API of SNS and delivers to other containers; draw RabbitMQ, NATS or Kafka where it has to run.',
  },
}
