import * as z from 'zod'
import type { Work } from '../design/fields.ts'
import { perMillion } from './billing.ts'
import type { Broker, Kind } from './component.ts'
import { brokerParts } from './server-parts.ts'

// Assumed: publishing within the region takes about twenty milliseconds.
const work: Work = { time: '20ms', distribution: 'lognormal', cv: 1 }
// Messages a second that a FIFO topic takes: https://docs.aws.amazon.com/general/latest/gr/sns.html
const fifoPerSecond = 3000

const parts = brokerParts({
  work,
  // Assumed: the quota of a standard topic is above what a design reaches; it differs by region.
  acceptsAtOnce: 10_000,
  // Assumed: it delivers as fast as messages come unless a subscription is throttled.
  prefetch: 1000,
  prefetchTitle: 'Deliveries at once',
  prefetching: 'Messages under way to one subscriber.',
  consumers: 'each',
})

/** A topic of Amazon SNS, standard or FIFO. Each outgoing connection is a subscription. */
export const sns: Kind = {
  kind: 'sns',
  label: 'Amazon SNS',
  family: 'topic',
  platform: 'aws',
  icon: 'megaphone',
  summary: 'Topic of Amazon SNS, standard or FIFO: sends every message to each of its subscribers.',
  keywords: ['sns', 'simple notification service', 'pub/sub', 'publish', 'fan-out', 'managed', 'async', 'fifo'],
  ...parts,
  parameters: {
    fifo: z
      .boolean()
      .optional()
      .meta({
        title: 'FIFO',
        absent: false,
        section: 'Topic',
        description: `On: in order, and no more than ${fifoPerSecond} messages a second; others are refused.`,
      }),
    ...parts.parameters,
  },
  describe: (component) => (component.fifo === true ? `FIFO · ${fifoPerSecond}/s` : parts.describe(component)),
  behaviour: (component): Broker => ({
    ...(component.fifo === true ? { rateLimit: { ratePerSecond: fifoPerSecond, burst: fifoPerSecond } } : {}),
    ...(parts.behaviour(component) as Broker),
  }),
  accepts: ['sns'],
  offers: ['sns'],
  images: [],
  // What SNS delivers to SQS and Lambda is free.
  billing: ({ fifo }, { requests }) => ({
    items: [perMillion(fifo === true ? 'sns.fifo' : 'sns.standard', requests)],
    besides: ['deliveries over HTTP', 'each 64 KB of a message beyond the first'],
  }),
  cdk: { construct: 'EventTopic', ordered: ({ fifo }) => fifo === true },
  container: {
    fidelity: 'simulated only',
    reason: 'no free program speaks the API of SNS and delivers to other containers; draw RabbitMQ, NATS or Kafka where it has to run.',
  },
}
