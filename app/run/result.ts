import * as z from 'zod'
import { objectiveSchema } from '../design/design.ts'

/** What a run of either engine ends in. Rates per second, shares 0..1, latencies milliseconds, times seconds. */

const level = z.object({ mean: z.number(), max: z.number() })
const role = z.object({ utilisation: z.number(), waiting: z.number() })
/** Only where requests may be answered degraded: the share of all answers that were, and per second the answers in full. */
const inFull = { degraded: z.number().optional(), goodput: z.number().optional() }
/** Latency figures are null where nothing was counted, or where the system was overloaded and no steady figure exists. */
export const latencySchema = z.object({
  mean: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  p999: z.number().nullable(),
  max: z.number().nullable(),
})
export type Latency = z.infer<typeof latencySchema>

export const componentResultSchema = z.object({
  throughput: z.number(),
  errorRate: z.number(),
  ...inFull,
  utilisation: z.number(),
  queue: level,
  inSystem: level,
  replicas: level,
  /** `share` of requests that waited for a worker. */
  waiting: latencySchema.extend({ share: z.number() }),
  latency: latencySchema,
  /** Of a cache: share of the lookups that found what they wanted; null where there were none. */
  hitRatio: z.number().nullable().optional(),
  /** Of a function: instances per second that were started for a request. */
  coldStarts: z.number().optional(),
  /** Requests per second that were turned away: no replica, a full queue, a rate limit. */
  rejected: z.number().optional(),
  /** Requests per second that left the queue because they had waited too long; only where they may. */
  abandoned: z.number().optional(),
  /** Requests per second that were stopped because nobody waited for them any more; only where they may be. */
  cancelled: z.number().optional(),
  /** Of a broker, per second: deliveries of messages that had been delivered before, and messages moved to the dead letters and dropped. */
  redelivered: z.number().optional(),
  deadLettered: z.number().optional(),
  dropped: z.number().optional(),
  /** Of a database with optimistic locking: writes per second that failed since another had changed their row. */
  conflicts: z.number().optional(),
  /** Of a database with rows and read replicas: share of the reads at replicas that were stale; null where there were none. */
  staleReads: z.number().nullable().optional(),
  /** Why requests were turned away, per second; only where some were. */
  rejectedBy: z.object({ queueFull: z.number(), rateLimit: z.number(), noReplica: z.number() }).optional(),
  /** Of a database with read replicas: how busy the primary is beside them, and how many requests wait there on average. */
  roles: z.object({ primary: role, replicas: role }).optional(),
})
export type ComponentResult = z.infer<typeof componentResultSchema>

export const connectionResultSchema = z.object({
  throughput: z.number(),
  errorRate: z.number(),
  ...inFull,
  /** Failed calls per second that did not fail their request; only where it has a fallback or is optional. */
  wentOn: z.number().optional(),
  /** Calls per second that undo one that succeeded, since its request failed; only where calls are compensated. */
  undone: z.number().optional(),
  /** Connections per second that were set up; only where that takes time. */
  setUp: z.number().optional(),
  retryRate: z.number(),
  latency: latencySchema,
  /** Attempts per second that were sent beside others; only where calls are hedged. */
  hedged: z.number().optional(),
  /** Calls per second that the caller refused itself: an open breaker, a full bulkhead or pool, a rate limit. */
  refused: z.number().optional(),
  /** The same by what refused them; only what the connection has. */
  refusedBy: z.object({ breaker: z.number(), rateLimit: z.number(), bulkhead: z.number(), pool: z.number() }).partial().optional(),
  /** Attempts per second that the caller gave up on; only where there is a timeout. */
  timedOut: z.number().optional(),
  /** Connections in use and calls that wait for one, over all replicas of the caller. */
  pool: z.object({ inUse: level, waiting: level }).optional(),
  /** Calls under way, over all replicas of the caller; only where there is a bulkhead. */
  bulkhead: z.object({ inUse: level }).optional(),
  /** Each way of a link with a bandwidth: share of the time it was sending, and messages that waited for it on average. */
  link: z.object({ request: role, response: role }).optional(),
  /** From a broker: messages that are with the consumer and not done with. */
  unacknowledged: level.optional(),
})
export type ConnectionResult = z.infer<typeof connectionResultSchema>

export const journeyResultSchema = z.object({
  throughput: z.number(),
  offered: z.number(),
  errorRate: z.number(),
  ...inFull,
  latency: latencySchema,
})
export type JourneyResult = z.infer<typeof journeyResultSchema>

/** One call in a sampled request: where, when (ms since the request began), how it ended, and the calls it made. */
export interface Span {
  component: string
  connection?: string
  startMs: number
  durationMs: number
  ok: boolean
  error?: string
  /** For how long its connection held it back: before it left for the component (a full pool, a narrow link), and its answer after it. */
  beforeMs?: number
  afterMs?: number
  children: Span[]
}
export const spanSchema: z.ZodType<Span> = z.object({
  component: z.string(),
  connection: z.string().optional(),
  startMs: z.number(),
  durationMs: z.number(),
  ok: z.boolean(),
  error: z.string().optional(),
  beforeMs: z.number().optional(),
  afterMs: z.number().optional(),
  get children() {
    return z.array(spanSchema)
  },
}) as z.ZodType<Span>
export const traceSchema = z.object({ journey: z.string(), at: z.number(), root: spanSchema })
export type Trace = z.infer<typeof traceSchema>

const columns = z.record(z.string(), z.record(z.string(), z.array(z.number().nullable())))

/**
 * Where the time of one journey's requests went, along their critical paths: shares by component, and by connection what its
 * pool or link held back; together 1.
 */
export const pathSharesSchema = z.object({
  /** Requests that were followed. */
  requests: z.number(),
  meanMs: z.number(),
  components: z.record(z.string(), z.number()),
  connections: z.record(z.string(), z.number()).optional(),
})
export type PathShares = z.infer<typeof pathSharesSchema>

/** Lower and upper bound of a figure, by the figure's name in the result: `throughput`, `latency.p99`. Null: no steady figure exists. */
const intervals = z.record(z.string(), z.record(z.string(), z.tuple([z.number(), z.number()]).nullable()))

/** What several independent replications of one prediction say of each other; the result's own figures are then their means. */
export const replicationsSchema = z.object({
  count: z.number(),
  /** The share of such intervals that hold the true figure. */
  confidence: z.number(),
  seeds: z.array(z.number()),
  intervals: z.object({ components: intervals, connections: intervals, journeys: intervals }),
})
export type Replications = z.infer<typeof replicationsSchema>

/**
 * How far the figures of a prediction can be trusted. `unknown` holds every figure that the run was too short to know: by group, id
 * and the figure's name, the seconds of scenario that it takes; null: no length would do, as where queues only grow.
 */
const seconds = z.record(z.string(), z.record(z.string(), z.number().nullable()))
export const statisticsSchema = z.object({
  /** The share of such intervals that hold the true figure. */
  confidence: z.number(),
  intervals: z.object({ components: intervals, connections: intervals, journeys: intervals }),
  unknown: z.object({ components: seconds, connections: seconds, journeys: seconds }),
  /** Constant traffic and no faults: one steady state is asked for, not what happens in so many seconds. */
  steady: z.boolean(),
  /** Half the interval's width, as a share of the figure, up to which the run went on; absent: it was as long as the scenario. */
  target: z.number().optional(),
  /** Seconds at the start that the figures leave out, and how long those are after them over which they were counted, all runs together. */
  from: z.number(),
  counted: z.number(),
})
export type Statistics = z.infer<typeof statisticsSchema>

export const verdicts = ['met', 'missed', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

/** An objective and what came of it. */
export const judgedSchema = objectiveSchema.extend({
  actual: z.number().nullable(),
  /** It is met, and nothing is known that speaks against it. */
  met: z.boolean(),
  /** `unknown`: the run was too short, or the interval holds the bound. Absent in results of earlier versions. */
  verdict: z.enum(verdicts).optional(),
  /** Not known because the run was too short for the figure; without it, because the bound lies within the interval. */
  short: z.boolean().optional(),
  /** 95 %, in the unit of `actual`. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** Seconds of scenario that it takes to know; null: no length would do. */
  needed: z.number().nullable().optional(),
  /** Of a latency objective: the share of the requests that was answered well, and so has a latency at all. */
  answered: z.number().optional(),
})
export type Judged = z.infer<typeof judgedSchema>

/** What a month costs in which the run's means last, as far as prices are known. null: not known, which is never nothing. */
const billed = z.object({
  /** Its name in the list of prices. */
  price: z.string(),
  quantity: z.number().nullable(),
  /** Of the quantity: `GB-second`. */
  per: z.string().nullable(),
  each: z.number().nullable(),
  perMonth: z.number().nullable(),
})
export const costSchema = z.object({
  currency: z.string(),
  region: z.string(),
  /** The day of the list of prices. */
  pricesOf: z.string(),
  /** Of all that is known; null where nothing is. */
  perMonth: z.number().nullable(),
  /** Of a million requests that come. */
  perMillion: z.number().nullable(),
  /** Components that the total leaves out. */
  unknown: z.array(z.string()),
  components: z.record(z.string(), z.object({ perMonth: z.number().nullable(), items: z.array(billed), besides: z.array(z.string()) })),
})
export type Cost = z.infer<typeof costSchema>

export const resultSchema = z.object({
  engine: z.enum(['predict', 'live']),
  design: z.string(),
  scenario: z.string(),
  seed: z.number(),
  duration: z.number(),
  warmup: z.number(),
  wallSeconds: z.number(),
  events: z.number(),
  components: z.record(z.string(), componentResultSchema),
  connections: z.record(z.string(), connectionResultSchema),
  journeys: z.record(z.string(), journeyResultSchema),
  objectives: z.array(judgedSchema),
  /** Column per figure, as long as `time`. */
  series: z.object({ time: z.array(z.number()), components: columns, connections: columns, journeys: columns }),
  traces: z.array(traceSchema),
  notes: z.array(z.string()),
  /** By journey, of the requests that a prediction followed and that were answered well. */
  criticalPaths: z.record(z.string(), pathSharesSchema).optional(),
  replications: replicationsSchema.optional(),
  statistics: statisticsSchema.optional(),
  /** Of a prediction; absent where nothing in the design is billed. */
  cost: costSchema.optional(),
})
export type Result = z.infer<typeof resultSchema>
