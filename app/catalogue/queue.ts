import type { Work } from '../design/fields.ts'
import type { Kind } from './component.ts'
import { brokerParts, toServerPlan } from './server-parts.ts'

// Assumed: sending a message to a managed queue in the same region takes about ten milliseconds.
const work: Work = { time: '10ms', distribution: 'lognormal', cv: 1 }
const image = 'softwaremill/elasticmq-native:1.6.15'

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
    image,
  }),
  accepts: ['sqs', 'sns'],
  offers: ['sqs'],
  images: ['softwaremill/elasticmq-native', 'softwaremill/elasticmq', 'roribio16/alpine-sqs'],
  cdk: { construct: 'WorkQueue' },
  container: (component, context) =>
    toServerPlan(
      component,
      { image, licence: 'Apache-2.0' },
      {
        // ElasticMQ speaks the API of SQS.
        fidelity: 'protocol-compatible',
        ports: { sqs: 9324 },
        files: { '/opt/elasticmq.conf': `include classpath("application.conf")\nqueues {\n  "${context.id}" {}\n}\n` },
        ready: { probe: 'tcp', port: 9324 },
        caveats: [
          'ElasticMQ plays it and keeps messages in memory.',
          ...(context.incoming.some(({ protocol }) => protocol === 'sns') ? ['No topic can be subscribed to outside of AWS.'] : []),
        ],
      },
    ),
}
