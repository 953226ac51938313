import * as z from 'zod'
import { type Fault, faultSchema } from '../faults/faults.ts'
import { type HealthChecks, healthChecks, type Outliers, outliers, weights } from './balancing.ts'
import {
  type Breaker,
  breaker,
  type Handshake,
  type Hedge,
  handshake,
  hedge,
  type Pool,
  pool,
  type Retries,
  retries,
} from './call-policies.ts'
import {
  bandwidth,
  count,
  type DeliveryBatch,
  deliveryBatch,
  duration,
  id,
  type KeySkew,
  keySkew,
  type RateLimit,
  rateLimit,
  share,
  size,
  span,
} from './fields.ts'
import type { PresentationStep } from './presentation-step.ts'

/**
 * The design document: components, connections, groups, scenarios and layout. This file defines everything that is the same
 * for every kind of component; `schema.ts` joins it with the parameters of the kinds in the catalogue.
 *
 * Values stay as the person wrote them (`4ms`, `256MiB`): a design that is loaded and saved is the same text.
 */

export const protocols = [
  'http',
  'grpc',
  'postgres',
  'mysql',
  'mssql',
  'mongodb',
  'redis',
  'memcached',
  'amqp',
  'kafka',
  'nats',
  'mqtt',
  'sqs',
  'sns',
  'tcp',
] as const
export type Protocol = (typeof protocols)[number]

/** Protocols whose messages pass through a broker: who sends one and who consumes it never meet. */
export const messageProtocols: readonly Protocol[] = ['amqp', 'kafka', 'nats', 'mqtt', 'sqs', 'sns']

/** The journey of traffic that names none. */
export const defaultJourney = 'default'

export const commonFields = {
  kind: z.string(),
  name: z.string().min(1).max(80).optional().meta({ title: 'Name', description: 'Shown on the canvas; the id is used everywhere else.' }),
  team: z.string().max(80).optional().meta({ title: 'Team', description: 'Who owns it.' }),
  notes: z.string().optional().meta({ title: 'Notes' }),
}

/** A number for every journey, or one per journey. */
export const perJourney = (value: z.ZodType<number>) => z.union([value, z.record(z.string(), value)])

/** A small API call: headers and a few fields there, a page of JSON back. */
export const defaultRequestSize = '1KiB'
export const defaultResponseSize = '4KiB'

export const connectionFields = {
  from: id(),
  to: id(),
  protocol: z.enum(protocols).meta({ title: 'Protocol' }),
  mode: z.enum(['sync', 'async']).optional().meta({
    title: 'Mode',
    absent: 'sync',
    description: 'async returns to the caller once the message is accepted.',
    section: 'Call',
  }),
  calls: perJourney(z.number().min(0).max(1000)).optional().meta({
    title: 'Calls per request',
    absent: 1,
    section: 'Call',
    description: 'Mean number of calls for each request handled: 0.1 is one request in ten. One number, or one per journey.',
  }),
  endpoints: z.record(z.string().min(1).max(80), z.number().min(0)).optional().meta({
    title: 'Endpoints',
    control: 'shares',
    section: 'Call',
    description: 'Which endpoints of the target are called, by their shares; absent: the one named like the journey, if there is one.',
  }),
  order: z.int().min(0).max(1000).optional().meta({
    title: 'Order',
    section: 'Call',
    description: 'Equal orders are called in parallel, ascending orders one after another; absent: one after another as listed.',
  }),
  onMiss: id().optional().meta({
    title: 'On a miss of',
    section: 'Call',
    description: 'A cache that is called before: this call is made once for each call to it that found nothing (cache-aside).',
  }),
  optional: z.boolean().optional().meta({
    title: 'Optional',
    absent: false,
    section: 'Resilience',
    description: 'On: a request goes on without the answer when the call has failed for good, and is answered degraded.',
  }),
  fallbackFor: id().optional().meta({
    title: 'Fallback for',
    section: 'Resilience',
    description: 'Another component that is called: this call is made only when that one has failed, and the request is answered degraded.',
  }),
  compensated: z.boolean().optional().meta({
    title: 'Compensated',
    absent: false,
    section: 'Resilience',
    description:
      'On: when the request fails after this call has succeeded, it is called once more to undo it, the last call first (a saga).',
  }),
  reads: share().optional().meta({
    title: 'Reads',
    absent: 0,
    section: 'Call',
    description: 'Share of the calls that only read: they may go to a read replica, and have a limit of their own where there is one.',
  }),
  batch: deliveryBatch().optional().meta({
    title: 'Batch',
    section: 'Call',
    description: 'From a broker: the consumer is given several messages as one request.',
  }),
  parallel: z.boolean().optional().meta({
    title: 'In parallel',
    absent: false,
    section: 'Call',
    description: 'Several calls of one request along this connection are made side by side instead of one after another.',
  }),
  timeout: duration()
    .optional()
    .meta({ title: 'Timeout', section: 'Resilience', description: 'The caller gives up after this; the callee works on.' }),
  deadline: span().optional().meta({
    title: 'Deadline',
    section: 'Resilience',
    description: 'Of the whole call, its retries included. It is passed on: all that is done for the call stops then.',
  }),
  cancels: z.boolean().optional().meta({
    title: 'Cancels',
    absent: false,
    section: 'Resilience',
    description: 'On: the callee is told when the caller has given up, and stops working on it.',
  }),
  retries: retries.optional().meta({ title: 'Retries', section: 'Resilience' }),
  breaker: breaker.optional().meta({ title: 'Circuit breaker', section: 'Resilience' }),
  hedge: hedge.optional().meta({ title: 'Hedging', section: 'Resilience' }),
  balance: z.enum(['round-robin', 'random', 'least-connections', 'two-choices']).optional().meta({
    title: 'Balancing',
    absent: 'round-robin',
    section: 'Resilience',
    description: 'How calls are spread over the replicas.',
  }),
  shards: z.strictObject(keySkew).optional().meta({
    title: 'Shards',
    section: 'Resilience',
    description: 'Each replica has a part of the keys, and a call goes to the one that has its key: no other can answer it.',
  }),
  weights: weights.optional().meta({
    title: 'Weights',
    section: 'Resilience',
    description: 'Of the replicas in their order: who has 3 gets three times as many calls as who has 1. Absent, or too few: 1.',
  }),
  healthChecks: healthChecks.optional().meta({
    title: 'Health checks',
    section: 'Resilience',
    description: 'Only by these the caller learns which replicas answer; absent: it passes a dead one over at once.',
  }),
  outliers: outliers.optional().meta({
    title: 'Outlier ejection',
    section: 'Resilience',
    description: 'A replica whose calls fail one after another gets none for a while.',
  }),
  slowStart: span().optional().meta({
    title: 'Slow start',
    section: 'Resilience',
    description: 'A replica that comes or comes back gets its whole share only after this time, and a tenth of it at first.',
  }),
  bulkhead: count(1, 100_000).optional().meta({
    title: 'Bulkhead',
    unit: 'calls',
    section: 'Limits',
    description: 'Calls under way from each replica of the caller; one more is refused at once. Absent: unbounded.',
  }),
  pool: pool.optional().meta({ title: 'Connection pool', section: 'Limits', description: 'Calls wait for one of so many connections.' }),
  rateLimit: rateLimit()
    .optional()
    .meta({ title: 'Rate limit', section: 'Limits', description: 'The caller refuses calls beyond this (a token bucket).' }),
  latency: duration()
    .optional()
    .meta({ title: 'Network latency', absent: '0ms', section: 'Network', description: 'One way, on each call and each answer.' }),
  jitter: duration().optional().meta({ title: 'Network jitter', absent: '0ms', section: 'Network' }),
  loss: z
    .number()
    .min(0)
    .max(0.99)
    .optional()
    .meta({ title: 'Loss', absent: 0, control: 'share', section: 'Network', description: 'Share of messages lost and sent again.' }),
  handshake: handshake.optional().meta({
    title: 'Set-up',
    section: 'Network',
    description: 'Connections have to be set up, with TLS for instance, and are kept for a while. Absent: they are there.',
  }),
  bandwidth: bandwidth().optional().meta({
    title: 'Bandwidth',
    section: 'Network',
    description: 'Of the link that all calls over this connection share, each way; absent: sending takes no time.',
  }),
  requestSize: size().optional().meta({
    title: 'Request size',
    absent: defaultRequestSize,
    section: 'Network',
    description: 'Sent for each call, where a bandwidth is given.',
  }),
  responseSize: size().optional().meta({
    title: 'Response size',
    absent: defaultResponseSize,
    section: 'Network',
    description: 'Sent for each answer, where a bandwidth is given.',
  }),
  path: z
    .union([z.string(), z.record(z.string(), z.string())])
    .optional()
    .meta({ title: 'Path', absent: '/', section: 'Call', description: 'HTTP path requested; one, or one per journey.' }),
}

export const groupFields = {
  name: z.string().max(80).optional().meta({ title: 'Name' }),
  kind: z.enum(['boundary', 'zone']).optional().meta({
    title: 'Kind',
    absent: 'boundary',
    description:
      'A zone holds replicas: those of a component that is in several zones are spread evenly over them, and a fault of one strikes its own.',
  }),
  latency: duration().optional().meta({
    title: 'Latency to other zones',
    absent: '0ms',
    description: 'Of a zone: one way between a replica in it and one in another, beside that of the connection. Of two, the longer.',
  }),
  members: z.array(id()),
  collapsed: z.boolean().optional().meta({ title: 'Collapsed', absent: false, description: 'Drawn as one card. A zone is never.' }),
  area: z
    .strictObject({
      x: z.number(),
      y: z.number(),
      width: z.number().positive().max(1_000_000),
      height: z.number().positive().max(1_000_000),
    })
    .optional()
    .meta({
      title: 'Area',
      description: 'Drawn by hand, in pixels at 100 %; the boundary is never smaller than what is in it. Absent: just around that.',
    }),
}

export const trafficPoint = z.strictObject({
  at: duration(),
  scale: z.number().min(0).max(1000),
  over: duration().optional(),
  source: id().optional().meta({
    title: 'Only of',
    description: 'One traffic component, which then follows its own points alone; absent: of all that have none of their own.',
  }),
})

export const objectiveSchema = z.strictObject({
  journey: z.string().optional(),
  component: id().optional(),
  metric: z.enum(['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'availability', 'errorRate', 'throughput', 'utilisation', 'cost']),
  below: z.union([duration(), z.number()]).optional(),
  above: z.union([duration(), z.number()]).optional(),
})
export type Objective = z.infer<typeof objectiveSchema>

export const scenarioFields = {
  name: z.string().max(80).optional(),
  duration: duration(),
  warmup: duration().optional(),
  traffic: z.array(trafficPoint).optional(),
  faults: z.array(faultSchema).optional(),
  objectives: z.array(objectiveSchema).optional(),
}

export const position = z.strictObject({ x: z.number(), y: z.number() })
export type Position = z.infer<typeof position>

/** Where a component stands, and whether it is to stay there when the design is arranged. */
export const place = z.strictObject({ ...position.shape, pinned: z.boolean().optional() })
export type Place = z.infer<typeof place>

export const noteFields = {
  text: z.string().min(1).max(4000).meta({ title: 'Text' }),
  ...position.shape,
  width: z.number().min(80).max(2000).optional().meta({ title: 'Width', description: 'Pixels at 100 %; without it 208.' }),
  height: z.number().min(24).max(2000).optional().meta({ title: 'Height', description: 'Pixels at 100 %; without it 120, of a label 32.' }),
  look: z.enum(['note', 'label']).optional().meta({
    title: 'Look',
    absent: 'note',
    description: 'A note is a coloured sheet; a label is text alone, in large letters.',
  }),
}

/** Keys that begin with `x-` may stand in any of these; they are kept and mean nothing to Microcosm. */
export interface Component {
  kind: string
  name?: string
  team?: string
  notes?: string
  /** The kind's own parameters, as checked by its schema. */
  [parameter: string]: unknown
}
export interface Connection {
  from: string
  to: string
  protocol: Protocol
  mode?: 'sync' | 'async'
  calls?: number | Record<string, number>
  endpoints?: Record<string, number>
  order?: number
  onMiss?: string
  optional?: boolean
  fallbackFor?: string
  compensated?: boolean
  reads?: number
  batch?: DeliveryBatch
  parallel?: boolean
  timeout?: string
  deadline?: string
  cancels?: boolean
  retries?: Retries
  breaker?: Breaker
  hedge?: Hedge
  bulkhead?: number
  pool?: Pool
  rateLimit?: RateLimit
  balance?: 'round-robin' | 'random' | 'least-connections' | 'two-choices'
  shards?: KeySkew
  weights?: number[]
  healthChecks?: HealthChecks
  outliers?: Outliers
  slowStart?: string
  latency?: string
  jitter?: string
  loss?: number
  handshake?: Handshake
  bandwidth?: string
  requestSize?: string
  responseSize?: string
  path?: string | Record<string, string>
  [extension: `x-${string}`]: unknown
}
/** A rectangle of the drawing, in pixels at 100 %. */
export interface Area extends Position {
  width: number
  height: number
}
export interface Group {
  name?: string
  kind?: 'boundary' | 'zone'
  latency?: string
  members: string[]
  collapsed?: boolean
  area?: Area
  [extension: `x-${string}`]: unknown
}
export interface Scenario {
  name?: string
  duration: string
  warmup?: string
  traffic?: z.infer<typeof trafficPoint>[]
  faults?: Fault[]
  objectives?: Objective[]
  [extension: `x-${string}`]: unknown
}
export interface Note extends Position {
  text: string
  width?: number
  height?: number
  look?: 'note' | 'label'
  [extension: `x-${string}`]: unknown
}
export interface Design {
  microcosm: 1
  name?: string
  components: Record<string, Component>
  connections?: Connection[]
  groups?: Record<string, Group>
  scenarios?: Record<string, Scenario>
  /** What people wrote on the drawing; it means nothing to a run. */
  notes?: Record<string, Note>
  /** The steps in which it is shown to others; they mean nothing to a run. */
  presentation?: PresentationStep[]
  layout?: Record<string, Place>
  [extension: `x-${string}`]: unknown
}

/** How a connection is named in results, faults and messages: `orders->orders-db`. */
export function connectionId(connection: Pick<Connection, 'from' | 'to'>): string {
  return `${connection.from}->${connection.to}`
}

/** Connections that end at this component, in file order. */
export function connectionsTo(design: Design, id: string): Connection[] {
  return [...(endsOf(design).to.get(id) ?? [])]
}

/** Connections that start at this component, in file order. */
export function connectionsFrom(design: Design, id: string): Connection[] {
  return [...(endsOf(design).from.get(id) ?? [])]
}

type Ends = Record<'from' | 'to', Map<string, Connection[]>>

const none: Connection[] = []
const known = new WeakMap<Connection[], Ends>()

/** Asked for every component of large designs, so all connections are looked through once. A design is not changed but made anew. */
function endsOf({ connections = none }: Design): Ends {
  const before = known.get(connections)
  if (before) return before
  const ends: Ends = { from: new Map(), to: new Map() }
  for (const connection of connections) {
    for (const end of ['from', 'to'] as const) {
      const there = ends[end].get(connection[end])
      if (there) there.push(connection)
      else ends[end].set(connection[end], [connection])
    }
  }
  known.set(connections, ends)
  return ends
}

/** Mean calls per handled request of this journey. */
export function callsFor(connection: Connection, journey: string): number {
  if (connection.calls === undefined) return 1
  if (typeof connection.calls === 'number') return connection.calls
  return Object.hasOwn(connection.calls, journey) ? (connection.calls[journey] ?? 0) : 0
}

/** What a run does when the design names no scenario: steady traffic for half a minute after a short warm-up. */
export const steadyScenario: Scenario = { name: 'Steady', duration: '30s', warmup: '5s' }
