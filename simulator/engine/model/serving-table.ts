import type { AdaptiveConcurrency, Behaviour, Breakdowns, Serving, Throughput, WorkTime } from '../../../app/catalogue/component.ts'
import type { ReplicaEffect } from '../../../app/faults/effects.ts'
import { isConstant, toWorkSamplers, type WorkSamplers } from '../chance/work-sampler.ts'
import type { FaultModel } from './fault-models.ts'
import type { LaneList } from './lane-list.ts'

/** What a component does beyond first come, first served; bits of `features`. Where a bit is off, its part is never entered. */
export const RATE_LIMITED = 1
/** Requests that are worked on share the CPU. */
export const SHARES_CPU = 2
/** Requests wait in lines: by priority, or until they lose patience. */
export const LINES_UP = 4
export const BREAKS_DOWN = 8
/** A fault bounds the memory of its replicas. */
export const MEMORY_BOUND = 16

/** Of those who wait in a line the last is served first. */
export const LATEST_FIRST = 32
/** How long a request waits depends on when the queue was empty last (CoDel). */
export const CONTROLS_DELAY = 64
/** Requests are turned away by a limit that follows latency. */
export const ADAPTS = 128
/** Who finds the queue full waits until there is room. */
export const BLOCKS = 256
/** Partitions, and all of them together, take so much and no more. */
export const THROTTLES = 512

export interface ServingTable {
  features: Int32Array
  /** Of one replica; Infinity: a request never waits for the CPU. */
  cores: Float64Array
  /** 1: its utilisation is that of its cores, not of its workers. */
  countsCores: Uint8Array
  /** How many lines each replica has. */
  lines: Int32Array
  /** Line of a request, by component x journeys + journey. */
  line: Int32Array
  /** How long a request waits; only where `hasPatience`. */
  patience: WorkSamplers
  hasPatience: Uint8Array
  /** Lane of a patience that is always the same, otherwise -1. */
  patienceLane: Int32Array
  limitPerMs: Float64Array
  limitBurst: Float64Array
  breakdowns: (Breakdowns | null)[]
  controlledDelays: (Serving['controlledDelay'] | null)[]
  adaptive: (AdaptiveConcurrency | null)[]
  throughputs: (Throughput | null)[]
  /** Of one request that is worked on; Infinity: not known. */
  bytesPerRequest: Float64Array
}

export function toServingTable(behaviours: Behaviour[], journeys: string[], faults: FaultModel[], lanes: LaneList): ServingTable {
  const servings = behaviours.map((b): Serving => (b.model === 'source' ? {} : b))
  const patienceOf = ({ queueTimeout }: Serving): WorkTime | null => queueTimeout ?? null
  const patience = toWorkSamplers(servings.map(patienceOf))
  const struck = (effect: keyof ReplicaEffect, component: number) =>
    faults.some(({ effects, components }) => effects.replica?.[effect] !== undefined && components.includes(component))
  const ranks = servings.map(({ priorities }) => toRanks(priorities, journeys))
  return {
    features: Int32Array.from(
      servings,
      (serving, c) => toFeatures(serving, struck('cores', c), struck('memoryBytes', c)) | (blocks(behaviours[c]) ? BLOCKS : 0),
    ),
    controlledDelays: servings.map(({ controlledDelay }) => controlledDelay ?? null),
    adaptive: servings.map(({ adaptive }) => adaptive ?? null),
    throughputs: servings.map(({ throughput }) => throughput ?? null),
    cores: Float64Array.from(servings, ({ cores }) => cores ?? Number.POSITIVE_INFINITY),
    countsCores: Uint8Array.from(servings, ({ cores }) => (cores === undefined ? 0 : 1)),
    lines: Int32Array.from(ranks, (rank) => Math.max(...rank) + 1),
    line: Int32Array.from(ranks.flat()),
    patience,
    hasPatience: Uint8Array.from(servings, ({ queueTimeout }) => (queueTimeout ? 1 : 0)),
    patienceLane: Int32Array.from(servings, ({ queueTimeout }, c) =>
      queueTimeout && isConstant(patience, c) ? lanes.laneOf(patience.mean[c]) : -1,
    ),
    limitPerMs: Float64Array.from(servings, ({ rateLimit }) => (rateLimit ? rateLimit.ratePerSecond / 1000 : Number.POSITIVE_INFINITY)),
    limitBurst: Float64Array.from(servings, ({ rateLimit }) => rateLimit?.burst ?? Number.POSITIVE_INFINITY),
    breakdowns: servings.map(({ breakdowns }) => breakdowns ?? null),
    bytesPerRequest: Float64Array.from(behaviours, bytesPerRequest),
  }
}

function toFeatures(
  { rateLimit, cores, latestFirst, priorities, queueTimeout, breakdowns, controlledDelay, adaptive, throughput }: Serving,
  cpuFault: boolean,
  memoryFault: boolean,
): number {
  return (
    (rateLimit ? RATE_LIMITED : 0) |
    (cores !== undefined || cpuFault ? SHARES_CPU : 0) |
    (priorities || queueTimeout || latestFirst || controlledDelay ? LINES_UP : 0) |
    (latestFirst ? LATEST_FIRST : 0) |
    (breakdowns ? BREAKS_DOWN : 0) |
    (controlledDelay ? CONTROLS_DELAY : 0) |
    (adaptive ? ADAPTS : 0) |
    (throughput ? THROTTLES : 0) |
    (memoryFault ? MEMORY_BOUND : 0)
  )
}

function blocks(behaviour: Behaviour): boolean {
  return (behaviour.model === 'station' && behaviour.blocks === true) || (behaviour.model === 'broker' && behaviour.overflow === 'block')
}

/** The line of each journey: the classes that are given in ascending order, and after them one for journeys that are not named. */
function toRanks(priorities: Record<string, number> | undefined, journeys: string[]): number[] {
  if (!priorities) return journeys.map(() => 0)
  const classOf = (journey: string) => (Object.hasOwn(priorities, journey) ? priorities[journey] : Number.POSITIVE_INFINITY)
  const classes = [...new Set(journeys.map(classOf))].sort((a, b) => a - b)
  return journeys.map((journey) => classes.indexOf(classOf(journey)))
}

/** A replica has as much memory as it needs when all its workers are busy, an equal part for each. */
export function bytesPerRequest(behaviour: Behaviour): number {
  if (behaviour.model !== 'station' || behaviour.memoryBytes === undefined) return Number.POSITIVE_INFINITY
  return Number.isFinite(behaviour.concurrency) ? behaviour.memoryBytes / behaviour.concurrency : Number.POSITIVE_INFINITY
}
