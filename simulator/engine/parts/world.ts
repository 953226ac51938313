import type { CircuitBreaker } from '../../../app/run/circuit-breaker.ts'
import type { EventQueue } from '../events/event-queue.ts'
import type { Meter } from '../measure/meter.ts'
import type { Tracer } from '../measure/tracer.ts'
import type { Model } from '../model/model.ts'
import type { Limiter } from './adaptive-limit.ts'
import type { ScalerState } from './autoscaler.ts'
import type { Backlog } from './backlog.ts'
import type { Bursts } from './bursts.ts'
import type { CacheState } from './cache.ts'
import type { CpuShare } from './cpu-share.ts'
import type { Message } from './deliveries.ts'
import type { DirectCall } from './direct-call.ts'
import type { FeedForward } from './feed-forward.ts'
import type { Fills } from './fills.ts'
import type { ForeseenStation } from './foreseen-station.ts'
import type { IdleConnections } from './handshakes.ts'
import type { HostPool } from './host-pool.ts'
import type { FunctionState } from './instances.ts'
import type { Lines } from './lines.ts'
import type { Permits } from './permits.ts'
import type { PlainCall } from './plain-call.ts'
import type { PrimaryState } from './primary.ts'
import type { RowState } from './rows.ts'
import type { Sagas } from './saga.ts'
import type { ThroughputState } from './throughput.ts'
import type { TokenBuckets } from './token-buckets.ts'
import type { Transactions } from './transactions.ts'
import type { Users } from './users.ts'
import type { Visits } from './visits.ts'

/** A world is the whole state of one run: what the model's parts are doing at this moment. */
export interface World {
  readonly model: Model
  readonly queue: EventQueue
  readonly visits: Visits
  readonly meter: Meter
  readonly tracer: Tracer
  /** State of all streams of chance; `streamOf` functions say which is whose. */
  readonly chance: Int32Array
  /** The key of each source's next request, and what tells apart the calls that a request makes along each connection. */
  readonly nextKeys: Int32Array
  readonly salts: Int32Array
  readonly replicas: ReplicaState
  readonly faults: FaultState
  /** Rate limits, by component. */
  readonly limits: TokenBuckets
  /** What partitions take, by component; null: it has none with limits. */
  readonly throughputs: (ThroughputState | null)[]
  readonly lines: Lines
  /** CPUs that requests share, by replica, and how many thousandths of cores each uses. */
  readonly shares: (CpuShare | null)[]
  readonly coresUsed: Int32Array
  /** What a caller knows of the replicas, by connection; null: they are alike, and it sees at once which are there. */
  readonly pools: (HostPool | null)[]
  /** Round robin's place, by connection. */
  readonly turn: Int32Array
  /** The endpoint that a call asks for, by visit / visitSize; only where its connection chooses among several. */
  readonly endpointOf: number[]
  /** Until when a call is wanted, the same way; only where it has a deadline. */
  readonly deadlineOf: number[]
  /** Retries that the budget still allows, by connection. */
  readonly tokens: Float64Array
  readonly breakers: (CircuitBreaker | null)[]
  readonly permits: Permits
  /** Connections that are set up and free, by connection of the design; null: setting up takes no time. */
  readonly idle: (IdleConnections | null)[]
  readonly transactions: Transactions
  readonly sagas: Sagas
  /** Rate limits of callers, by connection. */
  readonly callLimits: TokenBuckets
  /** Messages waiting, by connection that starts at a broker. */
  readonly backlogs: (Backlog | null)[]
  /** The messages of deliveries of more than one, by visit. */
  readonly batches: Map<number, Message[]>
  /** Requests that stand before a full queue, by replica. */
  readonly blocked: Map<number, number[]>
  /** Limits that follow latency, by replica. */
  readonly limiters: (Limiter | null)[]
  /** The partition that a delivery is of, by visit. */
  readonly partitionOf: Map<number, number>
  /** When the next batch is due, by connection; Infinity: nobody waits for that. */
  readonly batchDueAt: Float64Array
  /** Of connections to functions that are polled for: pollers that there are, and since when they have been too few (Infinity: they are not). */
  readonly pollers: Float64Array
  readonly pollersShortSince: Float64Array
  /** How often a broker began to serve consumers that share its queue, by component. */
  readonly served: Int32Array
  /** Messages that no consumer is connected for, by component. */
  readonly unclaimed: Int32Array
  /** When each connection's link is free again: there at 2 x connection, back after it. */
  readonly linkFreeAt: Float64Array
  /** What only some components have, by component; null: it has none. */
  readonly caches: (CacheState | null)[]
  readonly fills: Fills
  readonly functions: (FunctionState | null)[]
  readonly scalers: (ScalerState | null)[]
  readonly primaries: (PrimaryState | null)[]
  readonly rows: (RowState | null)[]
  /** The load segment that each source is in. */
  readonly segments: Int32Array
  /** By source: its phases where it is bursty, and its users where it is a closed loop. */
  readonly bursts: (Bursts | null)[]
  readonly users: (Users | null)[]
  /** How many of a source's recorded requests were scheduled. */
  readonly recorded: Int32Array
  /** The source that a component is, or -1. */
  readonly sourceOf: Int32Array
  /** Stations whose requests' ends are known when they come, by component. */
  readonly foreseen: (ForeseenStation | null)[]
  /** What may take the short path: calls, and by component x journeys + journey a call that is all there is to do. */
  readonly plainCalls: (PlainCall | null)[]
  readonly onlyCalls: (PlainCall | null)[]
  /** What a source's requests come to, if that is one direct call. */
  readonly directs: (DirectCall | null)[]
  /** The whole design, where nothing in it needs events. */
  readonly feedForward: FeedForward | null
  /** Up to when there are to be requests: the scenario's end, or later where the run goes on. */
  untilMs: number
}

export interface ReplicaState {
  /** Bits DOWN, PAUSED, DRAINING and STARTING; 0: it serves. */
  status: Uint8Array
  /** What of its status is its own and no fault's: DOWN or PAUSED in a breakdown, KILLED_BY_MEMORY. */
  broken: Uint8Array
  /** Replicas that accept no requests, by component. */
  away: Int32Array
  busy: Int32Array
  /** Requests on it, waiting or not. */
  load: Int32Array
  waiting: Int32Array
  head: Int32Array
  tail: Int32Array
  /** Unacknowledged messages of each consumer replica, by connection that starts at a broker. */
  unacknowledged: Int32Array[]
  /** What reached a paused replica: event kind, first, second. */
  deferred: Map<number, number[]>
}
export const DOWN = 1
export const PAUSED = 2
export const DRAINING = 4
export const STARTING = 8
/** It counts as DOWN, until its restart is over. */
export const KILLED_BY_MEMORY = 16
/** Any of these: it accepts no new requests. */
export const AWAY = DOWN | DRAINING | STARTING

/** What the active faults come to. */
export interface FaultState {
  /** Indices of the model's faults, in the order in which they began. */
  active: number[]
  /** Replicas that are frozen now. */
  paused: number
  /** By replica. */
  slow: Float64Array
  replicaErrors: Float64Array
  cores: Float64Array
  /** Infinity: as much as it needs. */
  memoryBytes: Float64Array
  /** By component. */
  wanted: Int32Array
  /** By connection. */
  disturbed: Uint8Array
  addMs: Float64Array
  addJitterMs: Float64Array
  loss: Float64Array
  bitsPerMs: Float64Array
  /** Share of calls that fail by a fault, those whose connection is reset included, and of these alone. */
  connectionErrors: Float64Array
  connectionResets: Float64Array
  cut: Uint8Array
  /** What waits for a partition to heal: event kind, first, second. */
  held: number[][]
}

/** What streams of chance decide: each component has one for each of the first, each connection one for each of the second. */
export const componentPurposes = ['arrivals', 'journeys', 'work', 'failures', 'phases', 'patience', 'breakdowns']
export const ARRIVALS = 0
export const JOURNEYS = 1
export const WORK = 2
export const FAILURES = 3
export const PHASES = 4
export const PATIENCE = 5
export const BREAKDOWNS = 6

export const connectionPurposes = ['calls', 'network', 'balance', 'retries', 'endpoints', 'reads']
export const CALLS = 0
export const NETWORK = 1
export const BALANCE = 2
export const RETRIES = 3
export const ENDPOINT = 4
export const READS = 5

export function streamOf(component: number, purpose: number): number {
  return component * componentPurposes.length + purpose
}

export function connectionStream(world: World, connection: number, purpose: number): number {
  return world.model.components.ids.length * componentPurposes.length + connection * connectionPurposes.length + purpose
}

export function faultStream(world: World, fault: number): number {
  return connectionStream(world, world.model.connections.ids.length, fault)
}
