import { connectionId } from '../../design/design.ts'
import { predictedOnly, unplayedFields, unplayedPolicies } from '../../run/predicted-only.ts'
import type { Loss } from '../exporter.ts'
import { hasClass } from './data-stack.ts'
import { isConfigured } from './gateways.ts'
import type { Link, Part, Plan, Role } from './plan.ts'
import { limitsConnections } from './stores.ts'
import { isBalancer } from './through-balancers.ts'

/** What a design says that is for the prediction, or for programs: each field of a component and of a connection is answered for. */

/** Said elsewhere, or in the application: its comments, tags, images, sizes and numbers of tasks. */
const carried = ['kind', 'name', 'team', 'notes', 'image', 'build', 'port', 'env', 'cpu', 'memory', 'replicas', 'autoscale']

const carriedBy: Record<Role, readonly string[]> = {
  service: [],
  job: [],
  function: ['concurrency', 'maxInstances', 'provisioned'],
  // Classes and nodes, and what has a sentence of its own.
  store: [
    ...['instanceClass', 'serverless', 'nodeType', 'nodes', 'multiAz', 'readReplicas', 'capacityMode', 'reads', 'writes'],
    ...['deadLetter', 'rows', 'locking', 'replicationLag', 'breakdowns'],
  ],
  queue: ['fifo', 'visibilityTimeout', 'maxReceives', 'deadLetter', 'retention'],
  topic: ['fifo', 'deadLetter'],
  none: [],
}

/** Of the components: what the prediction counts with and nothing on AWS is told. */
export function predictedOfPart(part: Part, plan: Plan): string[] {
  const { role, counterpart, component, container } = part
  if (isBalancer(part)) return ofBalancer(part)
  if (role === 'none') return []
  const isPlayed = container?.image.from === 'runtime'
  const unplayed = unplayedFields(component).map(({ field }) => field)
  const known = new Set([...carried, ...carriedBy[role], ...unplayed, ...connectionsCarried(part)])
  // What AWS runs has a class for its memory, or none at all.
  if (['store', 'queue', 'topic'].includes(role)) known.delete('cpu')
  if (['store', 'queue', 'topic'].includes(role) && !hasClass(part)) known.delete('memory')
  // A configured gateway has as many connections as the design says.
  if (isConfigured(part)) known.add('concurrency')
  const fields = isPlayed
    ? predictedOnly(plan.design, 'compose')
        .filter(({ where, field }) => where === part.id && !known.has(field))
        .map(({ field }) => field)
    : Object.keys(component).filter((field) => !known.has(field))
  if (fields.length === 0) return []
  const own = container?.fidelity === "person's image" && role !== 'function'
  const instead = own
    ? 'what its program does'
    : role === 'function'
      ? 'what its code and Lambda do'
      : isPlayed || counterpart.construct === 'Microservice'
        ? 'what runs in its tasks does as it does'
        : 'the service of AWS does as it does'
  return [`${list(fields)}: for the prediction; ${instead}.`]
}

/** Of a drawn load balancer: what its target groups have is carried, and `differs` speaks of what no load balancer has. */
function ofBalancer({ counterpart, component }: Part): string[] {
  if (counterpart.construct !== 'LoadBalancer') return []
  const known = [
    ...['kind', 'name', 'team', 'notes'],
    ...(counterpart.targets ? ['algorithm', 'slowStart', 'healthCheck', 'idleTimeout'] : []),
    ...(counterpart.differs ? ['apiType', 'rateLimit', 'cache'] : []),
  ]
  const fields = Object.keys(component).filter((field) => !known.includes(field) && !field.startsWith('x-'))
  return fields.length > 0 ? [`${list(fields)}: for the prediction; the load balancer of AWS does as it does.`] : []
}

function connectionsCarried({ counterpart }: Part): string[] {
  return counterpart.construct === 'RelationalDatabase' && limitsConnections(counterpart.engine) ? ['connections'] : []
}

/** What callers do about their calls. */
const ofCallers = [
  'mode',
  'calls',
  'path',
  'endpoints',
  'order',
  'parallel',
  'timeout',
  'retries',
  'breaker',
  'optional',
  'fallbackFor',
  'batch',
] as const
/** Of those: what a configured gateway does, or says by its own caveats that it does not. */
const ofGateways: readonly string[] = ['calls', 'path', 'timeout', 'retries', 'breaker', 'optional', 'fallbackFor']
const ofNetwork = ['latency', 'jitter', 'loss', 'bandwidth', 'requestSize', 'responseSize'] as const

/** Of the connections: what callers, the proxy between them and the network do. */
export function predictedOfLinks(plan: Plan): Loss[] {
  return plan.links.flatMap((link) => {
    const { connection } = link
    const unplayed = unplayedPolicies(connection).map(({ field, instead }) => `${field} is predicted only: on AWS, ${instead}.`)
    const network = ofNetwork.filter((field) => connection[field] !== undefined)
    return [
      ...unplayed,
      ...ofCaller(link),
      ...ofBalancing(link),
      ...(network.length > 0 ? [`${list(network)}: the network of AWS is what it is.`] : []),
    ].map((what) => ({ where: connectionId(connection), what }))
  })
}

/** What stands in rules of the load balancer, or is said of it. */
const ofRoutes = ['from', 'to', 'protocol', 'path', 'calls']

/** Of the connections from outside, and of those of drawn load balancers, which are no calls of anything that is deployed. */
export function predictedOfWaysIn({ design, parts }: Plan): Loss[] {
  return (design.connections ?? []).flatMap((connection) => {
    const from = parts.find(({ id }) => id === connection.from)
    const fields = Object.keys(connection).filter((field) => !ofRoutes.includes(field) && !field.startsWith('x-'))
    if (!from || fields.length === 0 || !(isBalancer(from) || from.behaviour.model === 'source')) return []
    const instead = isBalancer(from) ? 'for the prediction; the load balancer of AWS passes on as it does' : 'what those who call do'
    return [{ where: connectionId(connection), what: `${list(fields)}: ${instead}.` }]
  })
}

function ofCaller(link: Link): string[] {
  const { connection, from } = link
  if (!from.container) return []
  const stated = ofCallers.filter((field) => connection[field] !== undefined && !(isConfigured(from) && ofGateways.includes(field)))
  if (stated.length === 0) return []
  if (from.container.image.from !== 'runtime') return [`${list(stated)}: what the program that calls does.`]
  return isPlayed(link) ? [] : [`${list(stated)}: what the program that calls will do; its stand-in does not make this call.`]
}

/** A stand-in calls services over HTTP and nothing else. */
function isPlayed({ connection, to, consumes }: Link): boolean {
  return connection.protocol === 'http' && to.role === 'service' && !consumes
}

/** Between services each call is passed on by the proxy of Service Connect, which lets tasks take turns. */
function ofBalancing({ connection, to }: Link): string[] {
  const { balance } = connection
  if (balance === undefined) return []
  if (to.role !== 'service')
    return [`balance is predicted only: ${to.role === 'none' ? 'its other end' : 'what AWS runs'} has one address.`]
  const single = connection.protocol === 'http' || connection.protocol === 'grpc'
  if (single && balance === 'round-robin') return []
  return [
    single
      ? `balance is predicted only: between services the proxy of Service Connect lets the tasks take turns, not by ${balance}.`
      : `balance is predicted only: the proxy of Service Connect spreads connections of ${connection.protocol}, not calls.`,
  ]
}

function list(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' and $1')
}
