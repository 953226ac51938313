import type { Data } from './data.ts'
import { needsTasks, toDataStack, toSecretsStack } from './data-stack.ts'
import { makesUsers } from './database-users.ts'
import { toRoutes } from './entrances.ts'
import { toLayout } from './layout.ts'
import type { Wiring } from './links.ts'
import { idleMs } from './load-balancers.ts'
import { toMessagingStack } from './messaging-stack.ts'
import { toObservability, toObservabilityFile } from './observability-stack.ts'
import type { Part, Plan } from './plan.ts'
import { toServicesStack } from './services-stack.ts'
import clusterStack from './sources/cluster-stack.ts?raw'
import edgeStack from './sources/edge-stack.ts?raw'
import networkStack from './sources/network-stack.ts?raw'
import type { WrittenFile } from './stack-file.ts'
import { apisOf, type MadeStack } from './system.ts'
import { longestWaitMs } from './timeouts.ts'

/** A stack with its file. */
export interface WrittenStack extends MadeStack {
  text: string
  /** For the README. */
  holds: string
}

/** A minute is what a load balancer waits by itself; it waits for an hour at most. */
const idle = { least: 60, most: 4000 }

/** All stacks in the order of their deployment. */
export function toStacks(plan: Plan, wiring: Wiring, data: Data): WrittenStack[] {
  const layout = toLayout(plan, wiring, data)
  const routes = toRoutes(plan)
  const secrets = layout.secrets.map((stack) => ({ stack, file: toSecretsStack(stack), holds: 'secrets whose values you fill in' }))
  const stores = layout.data.map((stack) => ({ stack, file: toDataStack(stack, plan, wiring), holds: listed(stack.members) }))
  const messaging = layout.messaging.map((stack) => ({
    stack,
    file: toMessagingStack(stack, layout, plan, wiring, data.queues),
    holds: listed(stack.members),
  }))
  const services = layout.services.map((stack) => ({
    stack,
    file: toServicesStack(stack, plan, wiring, layout),
    holds: listed(stack.members),
  }))
  const observability = toObservability(plan, wiring, data, layout).map((stack) => ({
    stack,
    file: toObservabilityFile(stack),
    holds: `alarms and pages: ${stack.watches.map(({ concern }) => concern.toLowerCase()).join(', ') || 'none yet'}`,
  }))
  const toWritten =
    (isProtected: boolean) =>
    ({ stack, file, holds }: { stack: Omit<MadeStack, 'props'>; file: WrittenFile; holds: string }) => ({
      variable: stack.variable,
      className: stack.className,
      file: stack.file,
      suffix: stack.suffix,
      props: file.props,
      isProtected,
      text: file.text,
      holds,
    })
  const runsTasks = plan.parts.some((part) => part.role === 'job' || makesUsers(part, plan, wiring))
  const network: WrittenStack = {
    variable: 'network',
    className: 'NetworkStack',
    file: 'network-stack',
    suffix: 'Network',
    props: ['settings', apisOf(toApis(plan, data))],
    text: networkStack,
    holds: 'VPC over several zones, NAT gateways, endpoints of the APIs of AWS, flow log of what was refused',
  }
  const cluster: WrittenStack = {
    variable: 'platform',
    className: 'ClusterStack',
    file: 'cluster-stack',
    suffix: 'Cluster',
    props: ['network'],
    text: clusterStack,
    holds: `ECS cluster with Service Connect${runsTasks ? ', and what runs tasks during a deployment' : ''}`,
  }
  const edge: WrittenStack = {
    variable: 'edge',
    className: 'EdgeStack',
    file: 'edge-stack',
    suffix: 'Edge',
    props: ['network', 'settings', `idleTimeout: Duration.seconds(${idleSeconds(plan)})`],
    isProtected: true,
    needsDuration: true,
    text: edgeStack,
    holds: 'the load balancer with its one listener, and its access logs',
  }
  const runs = layout.services.length > 0 || stores.some(({ stack }) => stack.members.some(needsTasks))
  return [
    ...secrets.map(toWritten(true)),
    network,
    ...(runs ? [cluster] : []),
    ...stores.map(toWritten(true)),
    ...messaging.map(toWritten(true)),
    ...(routes.length > 0 ? [edge] : []),
    ...services.map(toWritten(false)),
    ...observability.map(toWritten(false)),
  ]
}

function listed(members: readonly { id: string }[]): string {
  const ids = members.map(({ id }) => id)
  return ids.length <= 12 ? ids.join(', ') : `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more`
}

function idleSeconds(plan: Plan): number {
  const waits = toRoutes(plan).map(({ part }) => Math.ceil(longestWaitMs(part, plan) / 1000))
  return Math.min(idle.most, Math.max(idle.least, Math.ceil(idleMs(plan) / 1000), ...waits))
}

/** APIs of AWS that something in the design calls, by the last part of their endpoints' names. */
export function toApis({ parts }: Plan, { queues, topics, stores, secrets }: Data): string[] {
  const has = (role: Part['role']) => parts.some((part) => part.role === role)
  return [
    'logs',
    ...(has('service') || has('job') ? ['ecr.api', 'ecr.dkr'] : []),
    ...(has('service') || has('job') || stores.some(({ counterpart }) => counterpart.construct === 'ObjectStore') ? ['s3'] : []),
    ...(secrets.length > 0 || stores.length > 0 ? ['secretsmanager'] : []),
    ...(queues.length > 0 ? ['sqs'] : []),
    ...(topics.length > 0 ? ['sns'] : []),
    ...(has('function') ? ['lambda'] : []),
    ...(stores.some(({ counterpart }) => counterpart.construct === 'KafkaCluster') ? ['kafka'] : []),
    ...(stores.some(({ counterpart }) => counterpart.construct === 'DynamoTable') ? ['dynamodb'] : []),
  ].sort()
}
