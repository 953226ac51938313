import type { Component } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { textOf } from './capacity-fields.ts'
import type { ContainerContext, ContainerPlan } from './component.ts'
import { toServerPlan } from './server-parts.ts'

/** The container of ElasticMQ, which speaks the API of SQS, for every kind of queue that it plays. */

export const elasticmqImage = 'softwaremill/elasticmq-native:1.6.15'

export function toElasticmqPlan(component: Component, context: ContainerContext): ContainerPlan {
  return toServerPlan(
    component,
    { image: elasticmqImage, licence: 'Apache-2.0' },
    {
      fidelity: 'protocol-compatible',
      ports: { sqs: 9324 },
      files: { '/opt/elasticmq.conf': `include classpath("application.conf")\nqueues {\n  ${toQueue(component, context.id)}\n}\n` },
      ready: { probe: 'tcp', port: 9324 },
      caveats: [
        'ElasticMQ plays it and keeps messages in memory.',
        ...(component.fifo === true ? ['ElasticMQ keeps the order of each message group, and has no limit of calls a second.'] : []),
        ...(context.incoming.some(({ protocol }) => protocol === 'sns') ? ['No topic can be subscribed to outside of AWS.'] : []),
      ],
    },
  )
}

/** Keys as in https://github.com/softwaremill/elasticmq#automatically-creating-queues-on-startup. A FIFO queue's name ends in .fifo. */
function toQueue(component: Component, id: string): string {
  const timeout = textOf(component, 'visibilityTimeout')
  const settings = [
    ...(component.fifo === true ? ['fifo = true', 'contentBasedDeduplication = true'] : []),
    ...(timeout === undefined ? [] : [`defaultVisibilityTimeout = ${Math.ceil(toMilliseconds(timeout) / 1000)} seconds`]),
  ]
  const name = component.fifo === true ? `${id}.fifo` : id
  return settings.length === 0 ? `"${name}" {}` : `"${name}" {\n${settings.map((each) => `    ${each}\n`).join('')}  }`
}
