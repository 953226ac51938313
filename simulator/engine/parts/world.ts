import { createStreams } from '../chance/streams.ts'
import { EventQueue } from '../events/event-queue.ts'
import { Meter } from '../measure/meter.ts'
import { Tracer } from '../measure/tracer.ts'
import { BROKER, type ConnectionTable, type Model } from '../model/model.ts'
import { SHARES_CPU } from '../model/serving-table.ts'
import { createScaler, type ScalerState } from './autoscaler.ts'
import { Backlog } from './backlog.ts'
import { Breaker } from './breaker.ts'
import { Bursts } from './bursts.ts'
import { type CacheState, createCache } from './cache.ts'
import { CpuShare } from './cpu-share.ts'
import type { Message } from './deliveries.ts'
import { type DirectCall, toDirectCalls } from './direct-call.ts'
import { createInstances, type FunctionState } from './instances.ts'
import { Lines } from './lines.ts'
import { Permits } from './permits.ts'
import { type PlainCall, toOnlyCalls, toPlainCalls } from './plain-call.ts'
import { type PlainStation, toPlainStations } from './plain-station.ts'
import { createPrimary, type PrimaryState } from './primary.ts'
import { TokenBuckets } from './token-buckets.ts'
import { Users } from './users.ts'
import { Visits } from './visits.ts'

/** A world is the whole state of one run: what the model's parts are doing at this moment. */
export interface World {
  readonly model: Model
  readonly queue: EventQueue
  readonly visits: Visits
  readonly meter: Meter
  readonly tracer: Tracer
  /** State of all streams of chance; `streamOf` functions say which is whose. */
  readonly chance: Int32Array
  readonly replicas: ReplicaState
  readonly faults: FaultState
  /** Rate limits, by component. */
  readonly limits: TokenBuckets
  readonly lines: Lines
  /** CPUs that requests share, by replica, and how many thousandths of cores each uses. */
  readonly shares: (CpuShare | null)[]
  readonly coresUsed: Int32Array
  /** Round robin's place, by connection. */
  readonly turn: Int32Array
  /** Retries that the budget still allows, by connection. */
  readonly tokens: Float64Array
  readonly breakers: (Breaker | null)[]
  readonly permits: Permits
  /** Rate limits of callers, by connection. */
  readonly callLimits: TokenBuckets
  /** Messages waiting, by connection that starts at a broker. */
  readonly backlogs: (Backlog | null)[]
  /** The messages of deliveries of more than one, by visit. */
  readonly batches: Map<number, Message[]>
  /** When the next batch is due, by connection; Infinity: nobody waits for that. */
  readonly batchDueAt: Float64Array
  /** How often a broker began to serve consumers that share its queue, by component. */
  readonly served: Int32Array
  /** Messages that no consumer is connected for, by component. */
  readonly unclaimed: Int32Array
  /** When each connection's link is free again: there at 2 x connection, back after it. */
  readonly linkFreeAt: Float64Array
  /** What only some components have, by component; null: it has none. */
  readonly caches: (CacheState | null)[]
  readonly functions: (FunctionState | null)[]
  readonly scalers: (ScalerState | null)[]
  readonly primaries: (PrimaryState | null)[]
  /** The load segment that each source is in. */
  readonly segments: Int32Array
  /** By source: its phases where it is bursty, and its users where it is a closed loop. */
  readonly bursts: (Bursts | null)[]
  readonly users: (Users | null)[]
  /** How many of a source's recorded requests were scheduled. */
  readonly recorded: Int32Array
  /** The source that a component is, or -1. */
  readonly sourceOf: Int32Array
  /** What may take the short path: stations, calls, and by component x journeys + journey a call that is all there is to do. */
  readonly plainStations: (PlainStation | null)[]
  readonly plainCalls: (PlainCall | null)[]
  readonly onlyCalls: (PlainCall | null)[]
  /** What a source's requests come to, if that is one direct call: by source, and the same by connection. */
  readonly directs: (DirectCall | null)[]
  readonly directOf: (DirectCall | null)[]
  /** How deep calls without delay are nested. */
  depth: number
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
  connectionErrors: Float64Array
  cut: Uint8Array
  /** What waits for a partition to heal: event kind, first, second. */
  held: number[][]
}

/** `shortcuts`: whether plain stations and calls take the short path, which comes to the same. */
export function createWorld(model: Model, seed: number, shortcuts: boolean): World {
  const { components, connections } = model
  const replicas = components.mostReplicas.reduce((sum, n) => sum + n, 0)
  const visits = new Visits()
  const meter = new Meter(model)
  const plainCalls = shortcuts ? toPlainCalls(model, meter) : connections.ids.map(() => null)
  const plainStations = shortcuts ? toPlainStations(model, meter) : components.ids.map(() => null)
  const onlyCalls = toOnlyCalls(model, plainCalls)
  const directs = toDirectCalls(model, onlyCalls, plainStations, meter)
  const chance = createStreams(seed, streamNames(model)).state
  const isDelivery = (k: number) => components.model[connections.from[k]] === BROKER
  return {
    model,
    queue: new EventQueue(model.lanes, (visit, epoch) => visits.isStale(visit, epoch)),
    visits,
    meter,
    tracer: new Tracer(model),
    chance,
    replicas: createReplicas(
      components.ids.length,
      replicas,
      connections.ids.map((_, k) => (isDelivery(k) ? components.mostReplicas[connections.to[k]] : 0)),
    ),
    faults: createFaults(model, replicas),
    limits: new TokenBuckets(model.serving.limitPerMs, model.serving.limitBurst),
    lines: new Lines(model),
    shares: createShares(model, replicas),
    coresUsed: new Int32Array(replicas),
    turn: new Int32Array(connections.ids.length),
    tokens: new Float64Array(connections.ids.length).fill(budgetBurst),
    backlogs: createBacklogs(model),
    batches: new Map(),
    batchDueAt: new Float64Array(connections.ids.length).fill(Number.POSITIVE_INFINITY),
    served: new Int32Array(components.ids.length),
    breakers: connections.ids.map((_, k) => (hasBreaker(connections, k) ? new Breaker(connections, k) : null)),
    permits: new Permits(model),
    callLimits: new TokenBuckets(model.calls.limitPerMs, model.calls.limitBurst),
    unclaimed: new Int32Array(components.ids.length),
    linkFreeAt: new Float64Array(2 * connections.ids.length),
    caches: components.caches.map((cache, c) => cache && createCache(cache, components.mostReplicas[c], seed, components.ids[c])),
    functions: components.instances.map((instances, c) => instances && createInstances(instances, seed, components.ids[c])),
    scalers: components.scaling.map((rule, c) => rule && createScaler(rule, components.replicas[c], components.mostReplicas[c])),
    primaries: components.primaries.map((primary) => primary && createPrimary(primary)),
    segments: new Int32Array(model.sources.length),
    bursts: model.sources.map(({ component, burst }) => burst && new Bursts(component, burst, chance)),
    users: model.sources.map(({ users }) => (users > 0 ? new Users() : null)),
    recorded: new Int32Array(model.sources.length),
    sourceOf: Int32Array.from(components.ids, (_, c) => model.sources.findIndex(({ component }) => component === c)),
    plainStations,
    plainCalls,
    onlyCalls,
    directs,
    directOf: connections.ids.map((_, k) => directs.find((direct) => direct?.call.connection === k) ?? null),
    depth: 0,
  }
}

/** One for each connection that starts at a broker, or one for all where they share it. */
function createBacklogs({ components, connections, plan }: Model): (Backlog | null)[] {
  const backlogs = connections.ids.map((_, k): Backlog | null => (components.brokers[connections.from[k]] ? new Backlog() : null))
  components.brokers.forEach((broker, component) => {
    const [first, ...others] = plan.outgoing[component]
    if (broker?.shared) for (const other of others) backlogs[other] = backlogs[first]
  })
  return backlogs
}

function hasBreaker({ breakerFailures, breakerConsecutive }: ConnectionTable, connection: number): boolean {
  return Math.min(breakerFailures[connection], breakerConsecutive[connection]) < Number.POSITIVE_INFINITY
}

/** A retry budget saves up this many retries, so that a rare failure may always be retried. */
export const budgetBurst = 10

function createReplicas(components: number, count: number, consumers: number[]): ReplicaState {
  return {
    status: new Uint8Array(count),
    broken: new Uint8Array(count),
    away: new Int32Array(components),
    busy: new Int32Array(count),
    load: new Int32Array(count),
    waiting: new Int32Array(count),
    head: new Int32Array(count).fill(-1),
    tail: new Int32Array(count).fill(-1),
    unacknowledged: consumers.map((n) => new Int32Array(n)),
    deferred: new Map(),
  }
}

function createFaults(model: Model, replicas: number): FaultState {
  const connections = model.connections.ids.length
  return {
    active: [],
    paused: 0,
    slow: new Float64Array(replicas).fill(1),
    replicaErrors: new Float64Array(replicas),
    wanted: Int32Array.from(model.components.replicas),
    cores: new Float64Array(replicas),
    memoryBytes: new Float64Array(replicas).fill(Number.POSITIVE_INFINITY),
    disturbed: new Uint8Array(connections),
    addMs: new Float64Array(connections),
    addJitterMs: new Float64Array(connections),
    loss: new Float64Array(connections),
    bitsPerMs: new Float64Array(connections).fill(Number.POSITIVE_INFINITY),
    connectionErrors: new Float64Array(connections),
    cut: new Uint8Array(connections),
    held: Array.from({ length: connections }, () => []),
  }
}

function createShares({ components, serving }: Model, replicas: number): (CpuShare | null)[] {
  const shares: (CpuShare | null)[] = new Array(replicas).fill(null)
  components.ids.forEach((_, c) => {
    if ((serving.features[c] & SHARES_CPU) === 0) return
    for (let r = 0; r < components.mostReplicas[c]; r++) shares[components.firstReplica[c] + r] = new CpuShare(serving.cores[c])
  })
  return shares
}

/** Streams are named for what they decide, so that a component added elsewhere leaves them as they are. */
function streamNames(model: Model): string[] {
  return [
    ...model.components.ids.flatMap((id) => componentPurposes.map((purpose) => `${purpose} ${id}`)),
    ...model.connections.ids.flatMap((id) => connectionPurposes.map((purpose) => `${purpose} ${id}`)),
    ...model.faults.map((_, index) => `fault ${index}`),
  ]
}

const componentPurposes = ['arrivals', 'journeys', 'work', 'failures', 'phases', 'patience', 'breakdowns']
export const ARRIVALS = 0
export const JOURNEYS = 1
export const WORK = 2
export const FAILURES = 3
export const PHASES = 4
export const PATIENCE = 5
export const BREAKDOWNS = 6

const connectionPurposes = ['calls', 'network', 'balance', 'retries']
export const CALLS = 0
export const NETWORK = 1
export const BALANCE = 2
export const RETRIES = 3

export function streamOf(component: number, purpose: number): number {
  return component * componentPurposes.length + purpose
}

export function connectionStream(world: World, connection: number, purpose: number): number {
  return world.model.components.ids.length * componentPurposes.length + connection * connectionPurposes.length + purpose
}

export function faultStream(world: World, fault: number): number {
  return connectionStream(world, world.model.connections.ids.length, fault)
}
