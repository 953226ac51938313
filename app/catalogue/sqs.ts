import * as z from 'zod'
import type { Component } from '../design/design.ts'
import { count, type Work } from '../design/fields.ts'
import { perMillion } from './billing.ts'
import { numberOf } from './capacity-fields.ts'
import type { Broker, Kind, Misfit } from './component.ts'
import { elasticmqImage, toElasticmqPlan } from './elasticmq-server.ts'
import { brokerParts } from './server-parts.ts'
import { checkTimes } from './time-bounds.ts'

// Assumed: sending a message within the region takes about ten milliseconds.
const work: Work = { time: '10ms', distribution: 'lognormal', cv: 1 }
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
const visibility = { absent: '30s', most: '12h' }
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const retention = { absent: '96h', least: '1m', most: '336h' }
// In flight, of a standard and of a FIFO queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const mostInFlight = 120_000
// Calls of each action a second, without high throughput: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html
const fifoCallsPerSecond = 300

const times = [
  { parameter: 'visibilityTimeout', least: '0s', most: visibility.most },
  { parameter: 'retention', least: retention.least, most: retention.most },
]

const parts = brokerParts({
  work,
  // A standard queue has no limit on calls, so any number that is never reached.
  acceptsAtOnce: 10_000,
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
  prefetch: 10,
  prefetchTitle: 'Messages per receive',
  prefetching: 'Messages that one consumer replica has received and not deleted.',
  consumers: 'shared',
  visibilityTimeout: visibility.absent,
  retention: retention.absent,
  image: elasticmqImage,
})

/** A queue of Amazon SQS, standard or FIFO. All its consumers share the messages. */
export const sqs: Kind = {
  kind: 'sqs',
  label: 'Amazon SQS',
  family: 'queue',
  platform: 'aws',
  icon: 'inbox',
  summary: 'Queue of Amazon SQS, standard or FIFO: keeps messages until consumers have handled them.',
  keywords: ['sqs', 'simple queue service', 'message', 'managed', 'async', 'fifo', 'dead letter', 'decouple'],
  ...parts,
  parameters: {
    fifo: z
      .boolean()
      .optional()
      .meta({
        title: 'FIFO',
        absent: false,
        section: 'Queue',
        description: `On: in order within each message group, and no more than ${fifoCallsPerSecond} sends a second; others are refused.`,
      }),
    messageGroups: count(1, mostInFlight).optional().meta({
      title: 'Message groups',
      unit: 'groups',
      section: 'Queue',
      description: 'Of a FIFO queue: of each group one message is handled at a time. Absent: there are more than consumers.',
    }),
    ...parts.parameters,
  },
  describe: (component) => (component.fifo === true ? `FIFO · ${fifoCallsPerSecond}/s` : parts.describe(component)),
  behaviour: (component): Broker => {
    const behaviour = parts.behaviour(component) as Broker
    const inFlight = component.fifo === true ? numberOf(component, 'messageGroups', mostInFlight) : mostInFlight
    const limit = { ratePerSecond: fifoCallsPerSecond, burst: fifoCallsPerSecond }
    return { ...(component.fifo === true ? { rateLimit: limit } : {}), ...behaviour, inFlight }
  },
  check: (component) => [...checkFifo(component), ...checkTimes(component, 'SQS', times)],
  accepts: ['sqs', 'sns'],
  offers: ['sqs'],
  images: ['softwaremill/elasticmq-native', 'softwaremill/elasticmq', 'roribio16/alpine-sqs'],
  // A message is sent, and what is handed over is received and deleted: three calls, or fewer in batches.
  billing: ({ fifo }, { requests, deliveries }) => ({
    items: [perMillion(fifo === true ? 'sqs.fifo' : 'sqs.standard', requests + 2 * deliveries)],
    besides: ['polls that find nothing', 'each 64 KB of a message beyond the first'],
  }),
  cdk: { construct: 'WorkQueue', ordered: ({ fifo }) => fifo === true },
  container: (component, context) => toElasticmqPlan(component, context),
}

function checkFifo({ fifo, messageGroups }: Component): Misfit[] {
  if (messageGroups === undefined || fifo === true) return []
  return [
    { parameter: 'messageGroups', message: 'has message groups, and is not a FIFO queue', remedy: 'Write fifo: true, or take them out.' },
  ]
}
