import type { Component } from '../design/design.ts'
import { count, type Work } from '../design/fields.ts'
import { cpuField, imageField, limitsOf, memoryField, numberOf, textOf, workField, workOf } from './capacity-fields.ts'
import type { Kind } from './component.ts'
import { boundFields, boundOf, deliveryFields, deliveryOf } from './delivery-fields.ts'
import { hardeningFor } from './server-parts.ts'
import { limitFields, limitsOfServing } from './serving-fields.ts'

// Publishing with a confirm takes well under a millisecond for a transient message on the same host; half of one leaves room.
const defaultWork: Work = { time: '0.5ms', distribution: 'exponential' }
// RabbitMQ itself sets no bound. A small one keeps a backlog in the broker, where it is seen and where any replica can take it.
const defaultPrefetch = 10
// Channels the broker works on at once: it is bound by its schedulers, one per core, and eight is a usual small server.
const acceptsAtOnce = 8
const image = 'rabbitmq:4'

/**
 * A RabbitMQ broker as one exchange named like the component. Each outgoing connection is a consumer group with a queue of its
 * own, `<broker>.<consumer>`, bound to that exchange: every group gets every message, and the replicas of one consumer share
 * its queue. With one outgoing connection that is a plain work queue.
 */
export const rabbitmq: Kind = {
  kind: 'rabbitmq',
  label: 'RabbitMQ',
  family: 'queue',
  icon: 'mailbox',
  summary: 'Message broker; every connected consumer gets every message once, shared among its replicas.',
  keywords: ['queue', 'message', 'broker', 'amqp', 'events', 'topic', 'async', 'amazon mq', 'sqs'],
  parameters: {
    work: workField(defaultWork, 'Time the broker takes to accept one message.'),
    prefetch: count(1, 65_535).optional().meta({
      title: 'Prefetch',
      absent: defaultPrefetch,
      unit: 'messages',
      section: 'Capacity',
      description: 'Unacknowledged messages given to one consumer replica.',
    }),
    ...boundFields(),
    ...deliveryFields(),
    ...limitFields(),
    image: imageField(image),
    cpu: cpuField(),
    memory: memoryField(),
  },
  initial: { prefetch: defaultPrefetch },
  accepts: ['amqp'],
  offers: ['amqp'],
  describe: (component) => `prefetch ${numberOf(component, 'prefetch', defaultPrefetch)}`,
  behaviour: (component) => ({
    model: 'broker',
    work: workOf(component, defaultWork),
    concurrency: acceptsAtOnce,
    ...boundOf(component),
    prefetch: numberOf(component, 'prefetch', defaultPrefetch),
    consumers: 'each',
    delivery: deliveryOf(component),
    ...limitsOfServing(component),
  }),
  images: ['rabbitmq', 'bitnami/rabbitmq'],
  servers: ['rabbitmq-server'],
  cdk: { construct: 'RabbitMqBroker' },
  // https://keda.sh/docs/latest/scalers/rabbitmq-queue/
  backlogTrigger: ({ broker, consumer, host, port, messages }) => ({
    type: 'rabbitmq',
    metadata: {
      protocol: 'amqp',
      host: `amqp://${host}:${port}/`,
      queueName: `${broker}.${consumer}`,
      mode: 'QueueLength',
      value: messages,
    },
  }),
  leastMemoryBytes: 256 * 2 ** 20,
  container: (component, context) => ({
    image: { from: 'registry', reference: textOf(component, 'image') ?? image, licence: 'MPL-2.0' },
    fidelity: 'real engine',
    ports: { amqp: 5672 },
    env: { RABBITMQ_DEFAULT_USER: 'app', RABBITMQ_DEFAULT_PASS: context.secret(`${context.id}-password`) },
    login: { user: 'app', password: context.secret(`${context.id}-password`), administers: true },
    files: {},
    // The listener opens as the last step of the start. rabbitmq-diagnostics would say the same, but starts a whole Erlang
    // machine for it, which costs about a second of a core at every probe.
    ready: { probe: 'exec', command: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/5672'] },
    volumes: ['/var/lib/rabbitmq'],
    replicas: 1,
    ...limitsOf(component),
    ...hardeningFor(textOf(component, 'image') ?? image, image, { user: 999, writes: ['/var/log/rabbitmq', '/tmp'] }),
    caveats: [
      ...(context.incoming.some(({ from }) => isPlayed(context.design.components[from])) ? [transient] : []),
      ...(component.queueLimit === undefined ? [] : ['The queue limit is predicted only; the real broker keeps all messages.']),
    ],
  }),
}

const transient =
  'Messages are sent without writing them to disk, so a kill or restart of the real broker loses those that wait; the prediction keeps them.'

/** Whether what sends is the runtime, for a program of the person's own sends as it was written to. */
const isPlayed = (sender: Component | undefined) => sender?.image === undefined && sender?.build === undefined
