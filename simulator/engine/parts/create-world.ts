import { type BreakerRule, CircuitBreaker } from '../../../app/run/circuit-breaker.ts'
import { Places } from '../chance/places.ts'
import { createStreams, toSalt } from '../chance/streams.ts'
import { EventQueue } from '../events/event-queue.ts'
import { Meter } from '../measure/meter.ts'
import { Tracer } from '../measure/tracer.ts'
import { BROKER, type ConnectionTable, type Model } from '../model/model.ts'
import { SHARES_CPU } from '../model/serving-table.ts'
import { createLimiters } from './adaptive-limit.ts'
import { createScaler } from './autoscaler.ts'
import { Backlog } from './backlog.ts'
import { Bursts } from './bursts.ts'
import { createCache } from './cache.ts'
import { CpuShare } from './cpu-share.ts'
import { toDirectCalls } from './direct-call.ts'
import { createFills } from './fills.ts'
import { toForeseenStations } from './foreseen-stations.ts'
import { createIdle } from './handshakes.ts'
import { HostPool } from './host-pool.ts'
import { createInstances } from './instances.ts'
import { Lines } from './lines.ts'
import { PartitionedBacklog } from './partitions.ts'
import { Permits } from './permits.ts'
import { toOnlyCalls, toPlainCalls } from './plain-call.ts'
import { createPrimary } from './primary.ts'
import { RowState } from './rows.ts'
import { ThroughputState } from './throughput.ts'
import { toFeedForward } from './to-feed-forward.ts'
import { TokenBuckets } from './token-buckets.ts'
import { Users } from './users.ts'
import { Visits } from './visits.ts'
import { componentPurposes, connectionPurposes, type FaultState, type ReplicaState, type World } from './world.ts'

/**
 * `shortcuts`: whether plain stations and calls take the short path, which comes to the same. `goesForward`: whether a network without
 * feedback may do without events.
 */
export function createWorld(model: Model, seed: number, shortcuts: boolean, goesForward = shortcuts): World {
  const { components, connections } = model
  const replicas = components.mostReplicas.reduce((sum, n) => sum + n, 0)
  const visits = new Visits()
  const meter = new Meter(model)
  const salts = Int32Array.from(connections.ids, toSalt)
  const plainCalls = shortcuts ? toPlainCalls(model, meter, salts) : connections.ids.map(() => null)
  const foreseen = shortcuts ? toForeseenStations(model, meter, plainCalls) : components.ids.map(() => null)
  const onlyCalls = toOnlyCalls(model, plainCalls)
  const directs = toDirectCalls(model, onlyCalls, foreseen, meter)
  const feedForward = goesForward && directs.every((direct) => direct === null) ? toFeedForward(model, plainCalls, foreseen) : null
  const chance = createStreams(seed, streamNames(model)).state
  const isDelivery = (k: number) => components.model[connections.from[k]] === BROKER
  return {
    model,
    queue: new EventQueue(model.lanes, visits),
    visits,
    meter,
    tracer: new Tracer(model),
    chance,
    nextKeys: Int32Array.from(model.sources, ({ component }) => toSalt(components.ids[component])),
    salts,
    replicas: createReplicas(
      components.ids.length,
      replicas,
      connections.ids.map((_, k) => (isDelivery(k) ? components.mostReplicas[connections.to[k]] : 0)),
    ),
    faults: createFaults(model, replicas),
    limits: new TokenBuckets(model.serving.limitPerMs, model.serving.limitBurst),
    throughputs: model.serving.throughputs.map((rule, c) => rule && new ThroughputState(rule, seed, components.ids[c])),
    lines: new Lines(model),
    shares: createShares(model, replicas),
    coresUsed: new Int32Array(replicas),
    pools: model.balancing.map(
      (rule, k) => rule && new HostPool(rule, components.mostReplicas[connections.to[k]], seed, components.ids[connections.to[k]]),
    ),
    turn: new Int32Array(connections.ids.length),
    endpointOf: [],
    deadlineOf: [],
    tokens: Float64Array.from(model.calls.mostTokens),
    backlogs: createBacklogs(model, seed),
    batches: new Map(),
    partitionOf: new Map(),
    pollers: Float64Array.from(connections.firstPollers),
    pollersShortSince: new Float64Array(connections.ids.length).fill(Number.POSITIVE_INFINITY),
    blocked: new Map(),
    limiters: createLimiters(model),
    batchDueAt: new Float64Array(connections.ids.length).fill(Number.POSITIVE_INFINITY),
    served: new Int32Array(components.ids.length),
    breakers: connections.ids.map((_, k) => (hasBreaker(connections, k) ? new CircuitBreaker(toRule(connections, k)) : null)),
    permits: new Permits(model),
    idle: createIdle(model),
    transactions: new Map(),
    sagas: new Map(),
    callLimits: new TokenBuckets(model.calls.limitPerMs, model.calls.limitBurst),
    unclaimed: new Int32Array(components.ids.length),
    linkFreeAt: new Float64Array(2 * connections.ids.length),
    caches: components.caches.map((cache, c) => cache && createCache(cache, components.mostReplicas[c], seed, components.ids[c])),
    fills: createFills(),
    functions: components.instances.map((instances, c) => instances && createInstances(instances, seed, components.ids[c])),
    scalers: components.scaling.map((rule, c) => rule && createScaler(rule, components.replicas[c], components.mostReplicas[c])),
    primaries: components.primaries.map((primary) => primary && createPrimary(primary)),
    rows: components.rows.map((rows, c) => rows && new RowState(rows, seed, components.ids[c])),
    segments: new Int32Array(model.sources.length),
    bursts: model.sources.map(({ component, burst }) => burst && new Bursts(component, burst, chance)),
    users: model.sources.map(({ users }) => (users > 0 ? new Users() : null)),
    recorded: new Int32Array(model.sources.length),
    sourceOf: Int32Array.from(components.ids, (_, c) => model.sources.findIndex(({ component }) => component === c)),
    foreseen,
    plainCalls,
    onlyCalls,
    directs,
    feedForward,
    untilMs: model.durationMs,
  }
}

/** One for each connection that starts at a broker, or one for all where they share it. */
function createBacklogs({ components, connections, plan }: Model, seed: number): (Backlog | null)[] {
  const backlogs = connections.ids.map((_, k): Backlog | null => {
    const broker = components.brokers[connections.from[k]]
    if (!broker?.partitions) return broker && new Backlog()
    // All consumers find a message in the same partition.
    return new PartitionedBacklog(broker.partitions.count, new Places(broker.partitions, seed, components.ids[connections.from[k]]))
  })
  components.brokers.forEach((broker, component) => {
    const [first, ...others] = plan.outgoing[component]
    if (broker?.shared) for (const other of others) backlogs[other] = backlogs[first]
  })
  return backlogs
}

function toRule(connections: ConnectionTable, connection: number): BreakerRule {
  return {
    share: connections.breakerFailures[connection],
    consecutive: connections.breakerConsecutive[connection],
    windowMs: connections.breakerWindow[connection],
    openForMs: connections.breakerOpenFor[connection],
    probes: connections.breakerProbes[connection],
  }
}

function hasBreaker({ breakerFailures, breakerConsecutive }: ConnectionTable, connection: number): boolean {
  return Math.min(breakerFailures[connection], breakerConsecutive[connection]) < Number.POSITIVE_INFINITY
}

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
    connectionResets: new Float64Array(connections),
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
