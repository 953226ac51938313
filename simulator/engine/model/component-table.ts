import type { Autoscale, Behaviour, Broker } from '../../../app/catalogue/component.ts'
import type { Design } from '../../../app/design/design.ts'
import { isConstant, toWorkSamplers } from '../chance/work-sampler.ts'
import type { FaultModel } from './fault-models.ts'
import type { LaneList } from './lane-list.ts'
import { BROKER, type BrokerModel, type ComponentTable, SOURCE, STATION } from './model.ts'

const codes = { source: SOURCE, station: STATION, broker: BROKER } as const

/** Every component's numbers, whatever its kind: a source is a station without work and with workers for everybody. */
export function toComponentTable(design: Design, behaviours: Behaviour[], faults: FaultModel[], lanes: LaneList): ComponentTable {
  const entries = Object.entries(design.components)
  const ids = entries.map(([id]) => id)
  const scaling = behaviours.map((b) => (b.model === 'station' && b.autoscale) || null)
  const replicas = Int32Array.from(behaviours, (b, i) => within(scaling[i], b.model === 'station' ? b.replicas : 1))
  const mostReplicas = Int32Array.from(replicas, (count, i) => Math.max(count, asked(faults, i), scaling[i]?.max ?? 0))
  const firstReplica = new Int32Array(replicas.length)
  for (let i = 1; i < replicas.length; i++) firstReplica[i] = firstReplica[i - 1] + mostReplicas[i - 1]
  const instances = behaviours.map((b) => (b.model === 'station' && b.instances) || null)
  const work = toWorkSamplers(behaviours.map((b) => (b.model === 'source' ? null : b.work)))
  return {
    ids,
    labels: entries.map(([id, component]) => component.name ?? id),
    model: Int32Array.from(behaviours, (b) => codes[b.model]),
    replicas,
    firstReplica,
    mostReplicas,
    concurrency: Float64Array.from(behaviours, (b) => (b.model === 'source' ? Number.POSITIVE_INFINITY : b.concurrency)),
    queueLimit: Float64Array.from(behaviours, (b) => (b.model === 'source' ? Number.POSITIVE_INFINITY : b.queueLimit)),
    holdsWorker: Uint8Array.from(behaviours, (b) => (b.model === 'station' && b.holdsWorker ? 1 : 0)),
    failureRate: Float64Array.from(behaviours, (b) => (b.model === 'station' ? b.failureRate : 0)),
    forwards: Uint8Array.from(behaviours, (b) => (b.model === 'station' && b.routing === 'one' ? 1 : 0)),
    work,
    // An instance's start-up comes on top, and endpoints differ, so that what was constant is not.
    workLane: Int32Array.from(behaviours, (b, i) =>
      b.model !== 'source' && !instances[i] && !hasEndpoints(b) && isConstant(work, i) ? lanes.laneOf(work.mean[i]) : -1,
    ),
    loneWorkLane: Int32Array.from(behaviours, (b, i) => (hasOneWorker(b) && mostReplicas[i] === 1 ? lanes.lone() : -1)),
    workers: Float64Array.from(
      behaviours,
      (b, i) => instances[i]?.perInstance ?? (b.model === 'source' ? Number.POSITIVE_INFINITY : b.concurrency),
    ),
    caches: behaviours.map((b) => (b.model === 'station' && b.cache) || null),
    instances,
    scaling,
    primaries: behaviours.map((b) => (b.model === 'station' && b.primary) || null),
    rows: behaviours.map((b) => (b.model === 'station' && b.rows) || null),
    brokers: behaviours.map((b) => (b.model === 'broker' ? toBroker(b, ids, lanes) : null)),
  }
}

function hasEndpoints(behaviour: Behaviour): boolean {
  return behaviour.model === 'station' && behaviour.endpoints !== undefined
}

function hasOneWorker(behaviour: Behaviour): boolean {
  return behaviour.model === 'station' && behaviour.concurrency === 1
}

/** An autoscaler begins with no fewer and no more than it may have. */
function within(scaling: Autoscale | null, replicas: number): number {
  return scaling ? Math.min(scaling.max, Math.max(scaling.min, replicas)) : replicas
}

/** The most replicas that an operator asks for. */
function asked(faults: FaultModel[], component: number): number {
  return Math.max(0, ...faults.map(({ effects: { wanted = 0 }, components }) => (components.includes(component) ? wanted : 0)))
}

function toBroker(
  { consumers, delivery, overflow, inFlight = Number.POSITIVE_INFINITY }: Broker,
  ids: string[],
  lanes: LaneList,
): BrokerModel {
  const { visibilityTimeoutMs, retentionMs, maxReceives, deadLetter, pollMs, partitions } = delivery
  return {
    shared: consumers === 'shared',
    visibilityMs: visibilityTimeoutMs,
    visibilityLane: lanes.laneOf(visibilityTimeoutMs),
    retentionMs,
    retentionLane: lanes.laneOf(retentionMs),
    maxReceives,
    deadLetter: deadLetter === null ? -1 : ids.indexOf(deadLetter),
    pollMs,
    partitions: partitions ?? null,
    inFlight,
    dropsOldest: overflow === 'drop-oldest',
  }
}
