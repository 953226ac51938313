import { behaviourAt } from '../../catalogue/behaviour-of.ts'
import type { Behaviour, Broker, Source, Station, WorkTime } from '../../catalogue/component.ts'
import { withCallDefaults } from '../../design/call-defaults.ts'
import { callsFor, connectionsFrom, connectionsTo, type Design } from '../../design/design.ts'
import type { Result } from '../../run/result.ts'
import { type OfferedLoad, offeredLoad } from '../capacity.ts'

/** From this share on, what was measured tells more of a component's traffic than what was worked out. */
const believed = 0.25
const allBusy = 0.97

/** For how long what was still tells, in seconds; Infinity: there is no steady state. */
export interface Memory {
  /** What waits: what exceeds a high quantile of it comes in clusters, the rarer the higher. */
  queue: number
  /** What else has a state: work under way, caches, autoscalers, bursts, what limits have saved up. */
  rest: number
  /** What was saved up lets through more than the limit for so long. */
  credit: number
}

/**
 * How long it takes until a component's state says nothing any more of what it was: the time constant with which a queue forgets. Of one with capacity c mu and arrivals lambda it is 1 / (sqrt(c mu) - sqrt(lambda))^2, of a bounded one of K places
 * 1 / (c mu + lambda - 2 sqrt(lambda c mu) cos(pi / (K + 1))) (Morse 1955; Cohen, The Single Server Queue, II.2), times half the
 * sum of the squared coefficients of variation of gaps and work (the diffusion's factor; Newell 1971). Caches, autoscalers, bursts
 * and polls have times of their own. A component also forgets no sooner than what it calls.
 */
export function relaxation(written: Design, scenario: string | undefined, measured?: Result): Record<string, Memory> {
  const design = withCallDefaults(written)
  const load = offeredLoad(design, scenario)
  const ids = Object.keys(design.components)
  const behaviours = new Map(ids.map((id) => [id, behaviourAt(design, id)]))
  const sources = [...behaviours.values()].filter((each): each is Source => each?.model === 'source')
  const arrivals = arrivalsOf(sources)
  const own = new Map(
    ids.map((id): [string, Memory] => {
      const behaviour = behaviours.get(id)
      const worked = load.components[id]
      if (!behaviour || behaviour.model === 'source' || !worked || worked.visitsPerSecond === 0) return [id, nothing]
      const seen = measured?.components[id]
      const enough = seen && seen.throughput * (measured.duration - measured.warmup) > 200
      // What is busy all the time lets through less than comes.
      const tells = enough && seen.utilisation < allBusy
      const share = tells ? seen.throughput / worked.visitsPerSecond : 1
      const rate = worked.visitsPerSecond * (Math.abs(share - 1) < believed ? 1 : share)
      return [id, forgets(behaviour, rate, worked.holdMs / 1000, arrivals, creditOf(design, id, behaviour, load))]
    }),
  )
  const known = new Map<string, Memory>()
  const withCallees = (id: string, path: Set<string>): Memory => {
    const before = known.get(id)
    if (before !== undefined) return before
    if (path.has(id)) return own.get(id) ?? nothing
    path.add(id)
    const callees = connectionsFrom(design, id).map(({ to, mode, timeout }) => {
      if (mode === 'async' || behaviours.get(to)?.model === 'broker') return nothing
      const memory = withCallees(to, path)
      // Where nothing is answered in time any more, the caller's latency is its timeout.
      return timeout !== undefined && memory.queue === Number.POSITIVE_INFINITY ? nothing : memory
    })
    path.delete(id)
    const longest = longestOf([own.get(id) ?? nothing, ...callees])
    known.set(id, longest)
    return longest
  }
  const bursts = { ...nothing, rest: arrivals.seconds }
  return Object.fromEntries(ids.map((id) => [id, longestOf([bursts, withCallees(id, new Set())])]))
}

const nothing: Memory = { queue: 0, rest: 0, credit: 0 }

export function longestOf(all: Memory[]): Memory {
  const longest = (of: keyof Memory) => Math.max(0, ...all.map((each) => each[of]))
  return { queue: longest('queue'), rest: longest('rest'), credit: longest('credit') }
}

/** The longest that any of them remembers, of those that have a steady state. */
export function slowestOf(all: Record<string, Memory>): number {
  return Math.max(0, ...Object.values(all).flatMap(({ queue, rest }) => [queue, rest].filter(Number.isFinite)))
}

interface Arrivals {
  /** Squared coefficient of variation of the gaps, as far as the sources make it. */
  variation: number
  /** For how long bursts are remembered. */
  seconds: number
  /** Users of closed loops, who are all that can ever wait; Infinity: there are other sources. */
  most: number
}

function arrivalsOf(sources: Source[]): Arrivals {
  const variation = Math.max(0, ...sources.map(({ arrivals, batch = 1 }) => (arrivals === 'constant' ? batch - 1 : 2 * batch - 1)))
  const seconds = Math.max(
    0,
    ...sources.map(({ burst, closed }) => Math.max(burst ? (burst.onMs + burst.offMs) / 1000 : 0, closed ? closed.think.meanMs / 1000 : 0)),
  )
  const most = sources.reduce((sum, { closed }) => sum + (closed ? closed.users : Number.POSITIVE_INFINITY), 0)
  return { variation, seconds, most }
}

function forgets(behaviour: Station | Broker, rate: number, holdSeconds: number, arrivals: Arrivals, credit: number): Memory {
  const rest = Math.max(holdSeconds, credit, ...othersForget(behaviour, rate))
  return { queue: queueForgets(behaviour, rate, holdSeconds, arrivals), rest, credit }
}

/** For how long a token bucket that is full lets through what is more than its rate: its burst / (what comes - rate). */
function creditOf(design: Design, id: string, { rateLimit, throughput }: Station | Broker, load: OfferedLoad): number {
  const comes = load.components[id]?.visitsPerSecond ?? 0
  const lasts = (perSecond: number, burst: number, asked: number) => (asked > perSecond ? burst / (asked - perSecond) : 0)
  const limited = rateLimit ? lasts(rateLimit.ratePerSecond, rateLimit.burst, comes) : 0
  if (!throughput?.burstMs) return limited
  const callers = connectionsTo(design, id).map((connection) => {
    const asks = Object.entries(load.components[connection.from]?.journeys ?? {})
    return { calls: asks.reduce((sum, [journey, rate]) => sum + rate * callsFor(connection, journey), 0), reads: connection.reads ?? 0 }
  })
  const called = callers.reduce((sum, { calls }) => sum + calls, 0)
  const reads = called > 0 ? callers.reduce((sum, each) => sum + each.calls * each.reads, 0) / called : 0
  const { read, write, burstMs } = throughput
  const whole = ({ perSecond, units }: typeof read, share: number) =>
    Number.isFinite(perSecond) ? lasts(perSecond, (perSecond * burstMs) / 1000, comes * share * units) : 0
  return Math.max(limited, whole(read, reads), whole(write, 1 - reads))
}

function queueForgets(behaviour: Station | Broker, rate: number, holdSeconds: number, arrivals: Arrivals): number {
  if (holdSeconds === 0) return 0
  const replicas = behaviour.model === 'broker' ? 1 : (behaviour.autoscale?.max ?? behaviour.replicas)
  const workers = (behaviour.model === 'station' ? behaviour.cores : undefined) ?? behaviour.concurrency
  if (!Number.isFinite(workers)) return 0
  const capacity = workers / holdSeconds
  const comes = rate / replicas
  // Who stands before a full queue waits all the same.
  const bound = behaviour.model === 'station' && behaviour.blocks ? Number.POSITIVE_INFINITY : behaviour.queueLimit + workers
  const most = (behaviour.model === 'station' && behaviour.adaptive?.max) || Number.POSITIVE_INFINITY
  const places = Math.min(bound, most, arrivals.most, patience(behaviour) * capacity + workers)
  if (comes >= capacity && !Number.isFinite(places)) return Number.POSITIVE_INFINITY
  const gap = capacity + comes - 2 * Math.sqrt(capacity * comes) * (Number.isFinite(places) ? Math.cos(Math.PI / (places + 1)) : 1)
  return Math.max(0.5, (arrivals.variation + variation(behaviour.work)) / 2) / gap
}

/** Seconds after which those who wait leave. */
function patience(behaviour: Behaviour): number {
  if (behaviour.model !== 'station') return Number.POSITIVE_INFINITY
  const { queueTimeout, controlledDelay } = behaviour
  const own = queueTimeout ? (3 * queueTimeout.meanMs) / 1000 : Number.POSITIVE_INFINITY
  return Math.min(own, controlledDelay ? controlledDelay.intervalMs / 1000 : Number.POSITIVE_INFINITY)
}

function othersForget(behaviour: Station | Broker, rate: number): number[] {
  if (behaviour.model === 'broker') return [behaviour.delivery.pollMs / 1000]
  const { cache, autoscale, instances, breakdowns } = behaviour
  const ms = [
    cache?.model === 'ratio' ? cache.coldForMs : 0,
    cache?.model === 'keys'
      ? Math.min(finite(cache.ttlMs, 0) || Number.POSITIVE_INFINITY, (1000 * Math.min(cache.capacity, cache.keys)) / rate)
      : 0,
    autoscale ? Math.max(autoscale.intervalMs, autoscale.startupMs, autoscale.cooldownMs, autoscale.downCooldownMs) : 0,
    instances ? finite(instances.keepWarmMs, 0) : 0,
    breakdowns ? breakdowns.everyMs + breakdowns.forMs : 0,
  ]
  return ms.map((each) => finite(each, 0) / 1000)
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise
}

/** Squared coefficient of variation of work times. */
function variation({ distribution, cv, samplesMs, meanMs }: WorkTime): number {
  if (distribution === 'constant') return 0
  if (distribution === 'exponential') return 1
  if (distribution === 'uniform') return 1 / 3
  if (distribution !== 'empirical') return cv * cv
  const mean = samplesMs.reduce((sum, ms) => sum + ms, 0) / Math.max(1, samplesMs.length) || meanMs
  return samplesMs.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / Math.max(1, samplesMs.length) / (mean * mean || 1)
}
