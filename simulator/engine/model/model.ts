import type { Autoscale, Cache, Delivery, Instances, Primary, Rows } from '../../../app/catalogue/component.ts'
import type { WorkSamplers } from '../chance/work-sampler.ts'
import type { Balancing } from './balancing-table.ts'
import type { CallTable } from './call-table.ts'
import type { DeadlineTable } from './deadline-table.ts'
import type { EndpointTable } from './endpoint-table.ts'
import type { FallbackTable } from './fallback-table.ts'
import type { FaultModel } from './fault-models.ts'
import type { Handshake } from './handshake-table.ts'
import type { ServingTable } from './serving-table.ts'
import type { ZoneTable } from './zone-table.ts'

/**
 * A model is a design and a scenario in numbers: what the engine reads while it runs and never writes. Components, connections
 * and journeys are numbered in the design's order. Times are milliseconds.
 */
export interface Model {
  design: string
  scenario: string
  durationMs: number
  warmupMs: number
  journeys: string[]
  components: ComponentTable
  serving: ServingTable
  connections: ConnectionTable
  calls: CallTable
  /** By connection; null: replicas are alike, and their end is known at once. */
  balancing: (Balancing | null)[]
  /** By connection; null: setting one up takes no time. */
  handshakes: (Handshake | null)[]
  deadlines: DeadlineTable
  endpoints: EndpointTable
  fallbacks: FallbackTable
  /** Null: none is away from another. */
  zones: ZoneTable | null
  plan: Plan
  sources: SourceModel[]
  faults: FaultModel[]
  /** The delay of each lane of the event queue; not a number where it holds one event at a time. */
  lanes: Float64Array
  /** What the design says and the engine leaves out, in sentences. */
  notes: string[]
}

export const SOURCE = 0
export const STATION = 1
export const BROKER = 2

export interface ComponentTable {
  ids: string[]
  /** As a person reads them: the name, or the id. */
  labels: string[]
  /** SOURCE, STATION or BROKER. */
  model: Int32Array
  replicas: Int32Array
  /** The first of a component's replicas, which are numbered through the whole design. */
  firstReplica: Int32Array
  /** As many as a fault may ask for. */
  mostReplicas: Int32Array
  /** Workers of one replica. */
  concurrency: Float64Array
  /** Waiting requests of one replica, or messages kept by a broker; Infinity: unbounded. */
  queueLimit: Float64Array
  holdsWorker: Uint8Array
  failureRate: Float64Array
  /** 1: forwards to at most one of its targets. */
  forwards: Uint8Array
  work: WorkSamplers
  /** Lane of its work where that is constant, otherwise -1. */
  workLane: Int32Array
  /** Lane of its only worker's work, otherwise -1. */
  loneWorkLane: Int32Array
  /** Workers of what counts as one replica: an instance of a function, otherwise a replica. */
  workers: Float64Array
  /** What only some components have, by component; null: it has none. */
  caches: (Cache | null)[]
  instances: (Instances | null)[]
  scaling: (Autoscale | null)[]
  primaries: (Primary | null)[]
  rows: (Rows | null)[]
  brokers: (BrokerModel | null)[]
}

export interface BrokerModel {
  /** All consumers share one queue. */
  shared: boolean
  /** Lanes are -1 where there is no such time. */
  visibilityMs: number
  visibilityLane: number
  retentionMs: number
  retentionLane: number
  maxReceives: number
  /** The component that takes dead letters; -1: none. */
  deadLetter: number
  /** 0: messages are pushed. */
  pollMs: number
  partitions: Delivery['partitions'] | null
  /** Messages of one queue in delivery at once; Infinity: any number. */
  inFlight: number
  /** A full queue drops its oldest message for a new one. */
  dropsOldest: boolean
}

export interface ConnectionTable {
  /** Unique: connections of the same pair are told apart by a number. */
  ids: string[]
  from: Int32Array
  to: Int32Array
  /** 1: a call to a station whose caller goes on once it is accepted. */
  async: Uint8Array
  latency: Float64Array
  jitter: Float64Array
  /** Lane of the network delay, or -1 where there is jitter or no delay. */
  latencyLane: Int32Array
  /** Share of messages that are lost and sent again. */
  loss: Float64Array
  /** Of the link that all calls share, each way; Infinity: sending takes no time. */
  bitsPerMs: Float64Array
  requestBits: Float64Array
  responseBits: Float64Array
  /** Where a broker delivers: messages that one consumer replica has at once, and messages handled together. */
  prefetch: Int32Array
  batchSize: Int32Array
  batchWindow: Float64Array
  /** Batches that those who poll for a function have in hand at first, and how many more a millisecond while messages wait; Infinity: all. */
  firstPollers: Float64Array
  pollersPerMs: Float64Array
  /** Share of calls that may go to a read replica. */
  reads: Float64Array
  /** Where its calls look up what other calls of the caller fetch on a miss: the number of the cache for the caller; otherwise -1. */
  lookup: Int32Array
  /** The caller's number of the cache that its calls fill key by key; otherwise -1. */
  fills: Int32Array
  /** Infinity: waits for ever. */
  timeout: Float64Array
  timeoutLane: Int32Array
  retries: Int32Array
  backoff: Float64Array
  backoffFactor: Float64Array
  /** Infinity: it grows without end. */
  longestBackoff: Float64Array
  backoffJitter: Uint8Array
  /** Retries per request; Infinity: no budget. */
  budget: Float64Array
  /** 0 round robin, 1 random, 2 least connections, 3 two choices. */
  balance: Int32Array
  /** Share of failures at which the breaker opens; Infinity: no breaker. */
  breakerFailures: Float64Array
  breakerWindow: Float64Array
  /** Failures in a row at which it opens; Infinity: it counts shares. */
  breakerConsecutive: Float64Array
  breakerOpenFor: Float64Array
  /** Calls that have to succeed before it closes. */
  breakerProbes: Int32Array
}

/** Which calls a component makes for a journey: steps one after another, each with branches side by side. */
export interface Plan {
  /** First and last (exclusive) step, by component x journeys + journey. */
  firstStep: Int32Array
  endStep: Int32Array
  /** First and last (exclusive) branch of a step. */
  firstBranch: Int32Array
  endBranch: Int32Array
  connection: Int32Array
  /** Mean calls; for a component that forwards: the chance. */
  calls: Float64Array
  /** The caller's number of the cache whose misses the branch serves; -1: none. */
  missOf: Int32Array
  /** A broker's outgoing connections, by component. */
  outgoing: Int32Array[]
}

/** How a source's requests come. */
export const POISSON = 0
export const CONSTANT_GAPS = 1
export const BURSTY = 2
export const RECORDED = 3

export interface SourceModel {
  component: number
  /** Of its next request. */
  lane: number
  /** Mean over time; of a closed loop, the most its users could send. */
  ratePerMs: number
  /** How the scenario scales it. */
  load: LoadSegments
  /** Its mean gap from when the load stays as it is; Infinity: nothing comes then. */
  lastGapMs: number
  /** POISSON, CONSTANT_GAPS, BURSTY or RECORDED. */
  arrivals: number
  /** Requests that come at once. */
  batch: number
  journeys: Int32Array
  /** Cumulative shares, the last 1. */
  cumulative: Float64Array
  /** Mean phases, and the rate in quiet ones as a share of the rate in busy ones; null: no phases. */
  burst: { onMs: number; offMs: number; quiet: number } | null
  recording: Recording | null
  /** 0: an open loop. */
  users: number
  /** The users' think time, the only entry. */
  think: WorkSamplers
}

/** Every journey that a source may offer. */
export function journeysOfSource({ journeys, recording }: SourceModel): number[] {
  return [...new Set([...journeys, ...(recording?.journeys ?? [])])].filter((journey) => journey >= 0)
}

export interface Recording {
  /** Ascending. */
  timesMs: Float64Array
  /** -1: drawn by the shares. */
  journeys: Int32Array
  loop: boolean
  periodMs: number
}

/** Piecewise linear; the last segment lasts for ever. */
export interface LoadSegments {
  start: Float64Array
  scale: Float64Array
  /** Change of the scale per millisecond. */
  slope: Float64Array
}
