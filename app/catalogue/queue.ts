import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { elasticmqImage, toElasticmqPlan } from './elasticmq-server.ts'
import { brokerParts } from './server-parts.ts'

// Assumed: sending a message to a managed queue in the same region takes about ten milliseconds.
const work: Work = { time: '10ms', distribution: 'lognormal', cv: 1 }

/** A managed queue. All its consumers share the messages. */
export const queue: Kind = {
  kind: 'queue',
  label: 'Queue',
  family: 'queue',
  icon: 'inbox',
  summary: 'Managed queue such as Amazon SQS: takes any number of messages, and consumers fetch them.',
  keywords: ['sqs', 'message', 'managed', 'aws', 'async', 'serverless', 'azure queue'],
  ...brokerParts({
    work,
    // Assumed: a standard queue has no limit on calls, so any number that is never reached: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    acceptsAtOnce: 10_000,
    // At most ten messages are received at once: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
    prefetch: 10,
    prefetchTitle: 'Messages per receive',
    prefetching: 'Messages that one consumer replica has received and not deleted.',
    consumers: 'shared',
    // As SQS has it: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
    visibilityTimeout: '30s',
    image: elasticmqImage,
  }),
  accepts: ['sqs', 'sns'],
  offers: ['sqs'],
  images: [],
  standIn: 'softwaremill/elasticmq-native',
  cdk: { construct: 'WorkQueue' },
  container: (component, context) => toElasticmqPlan(component, context),
}
