import { type FailureReason, failureReasons } from '../../../app/design/call-policies.ts'
import type { Connection, Design } from '../../../app/design/design.ts'
import { toMilliseconds } from '../../../app/design/quantities.ts'
import type { DeadlineTable } from './deadline-table.ts'
import type { EndpointTable } from './endpoint-table.ts'
import type { FallbackTable } from './fallback-table.ts'
import type { LaneList } from './lane-list.ts'

/** What a caller does beyond sending its calls; bits of `features`. Where a bit is off, its part is never entered. */
export const LIMITS_RATE = 1
export const BULKHEAD = 2
export const POOL = 4
export const HEDGES = 8
/** Several calls of one request are made side by side. */
export const PARALLEL = 16
/** Calls ask for endpoints of the target. */
export const ENDPOINTS = 32
/** A call that failed need not fail the request. */
export const FALLS_BACK = 64
/** A call has a deadline, its own or that of the request that makes it; a callee hears that its caller gave up. */
export const DEADLINE = 128
export const CANCELS = 256
/** Failures are counted against the replica. */
export const EJECTS = 512
/** A request keeps its connection of the pool until it is over. */
export const TRANSACTION = 1024
/** A call that succeeded is undone when its request fails. */
export const COMPENSATED = 2048
/** Connections have to be set up. */
export const HANDSHAKES = 4096

/** A retry budget saves up this many retries, so that a rare failure may always be retried. */
export const budgetBurst = 10

/** By connection. */
export interface CallTable {
  features: Int32Array
  limitPerMs: Float64Array
  limitBurst: Float64Array
  /** Calls under way from one replica of the caller. */
  bulkhead: Float64Array
  poolSize: Float64Array
  /** Calls that may wait for a connection; Infinity: all. */
  poolQueue: Float64Array
  /** How long they wait; Infinity: for ever. */
  poolWait: Float64Array
  poolWaitLane: Int32Array
  hedgeAfter: Float64Array
  hedgeLane: Int32Array
  /** Most attempts beside the first. */
  hedges: Int32Array
  /** Retries that successes earn, and how many are saved up; Infinity and budgetBurst: they need not. */
  perSuccess: Float64Array
  mostTokens: Float64Array
  /** Bits of the reasons on which a failed attempt is tried again. */
  retriesOn: Int32Array
}

export function toCallTable(
  { connections = [] }: Design,
  { choices }: EndpointTable,
  { optional, fallback }: FallbackTable,
  { has, tells }: DeadlineTable,
  lanes: LaneList,
): CallTable {
  const numbers = (value: (connection: Connection) => number | undefined) =>
    Float64Array.from(connections, (connection) => value(connection) ?? Number.POSITIVE_INFINITY)
  const poolWait = numbers(({ pool }) => (pool?.timeout === undefined ? undefined : toMilliseconds(pool.timeout)))
  const hedgeAfter = numbers(({ hedge }) => hedge && toMilliseconds(hedge.after))
  return {
    features: Int32Array.from(
      connections,
      (connection, k) =>
        toFeatures(connection) |
        (choices[k] === null ? 0 : ENDPOINTS) |
        (optional[k] === 1 || fallback[k] >= 0 ? FALLS_BACK : 0) |
        (has[k] === 1 ? DEADLINE : 0) |
        (tells[k] === 1 ? CANCELS : 0),
    ),
    limitPerMs: numbers(({ rateLimit }) => rateLimit && rateLimit.rate / 1000),
    limitBurst: numbers(({ rateLimit }) => rateLimit?.burst),
    bulkhead: numbers(({ bulkhead }) => bulkhead),
    poolSize: numbers(({ pool }) => pool?.size),
    poolQueue: numbers(({ pool }) => pool?.queueLimit),
    poolWait,
    poolWaitLane: Int32Array.from(poolWait, (ms) => lanes.laneOf(ms)),
    hedgeAfter,
    hedgeLane: Int32Array.from(hedgeAfter, (ms) => lanes.laneOf(ms)),
    perSuccess: numbers(({ retries }) => retries?.tokens?.perSuccess),
    mostTokens: Float64Array.from(connections, ({ retries }) => retries?.tokens?.most ?? budgetBurst),
    retriesOn: Int32Array.from(connections, ({ retries }) => toReasonBits(retries?.on ?? failureReasons)),
    hedges: Int32Array.from(connections, ({ hedge }) => (hedge ? (hedge.attempts ?? 1) : 0)),
  }
}

/** A bit for each reason, by its place in the list. */
function toReasonBits(reasons: readonly FailureReason[]): number {
  return reasons.reduce((bits, reason) => bits | (1 << failureReasons.indexOf(reason)), 0)
}

function toFeatures({ rateLimit, bulkhead, pool, hedge, parallel, outliers, compensated, handshake }: Connection): number {
  return (
    (rateLimit ? LIMITS_RATE : 0) |
    (bulkhead === undefined ? 0 : BULKHEAD) |
    (pool ? POOL : 0) |
    (pool?.transaction ? TRANSACTION : 0) |
    (compensated ? COMPENSATED : 0) |
    (handshake ? HANDSHAKES : 0) |
    (hedge ? HEDGES : 0) |
    (parallel ? PARALLEL : 0) |
    (outliers ? EJECTS : 0)
  )
}
