import { Places } from '../chance/places.ts'
import { uniform } from '../chance/streams.ts'
import { HEALTH_CHECK, OUTLIER_SWEEP } from '../events/event-kinds.ts'
import type { Balancing } from '../model/balancing-table.ts'
import { CIRCUIT_OPEN, OK } from './outcomes.ts'
import { CONNECTION, REPLICA } from './visits.ts'
import { BALANCE, connectionStream, DOWN, DRAINING, PAUSED, STARTING, type World } from './world.ts'

/** What a replica that has just come gets of its share (Envoy's `min_weight_percent`). */
const leastShare = 0.1

/**
 * What the caller at the start of a connection knows of the replicas at its end, where nobody tells it: from health checks, as a
 * load balancer makes them, and from the calls that failed, as Envoy's outlier detection counts them. Replicas are counted from
 * the component's first.
 */
export class HostPool {
  readonly rule: Balancing
  /** 1: checks have failed often enough. */
  readonly unhealthy: Uint8Array
  /** Checks in a row that speak against what it is taken to be. */
  readonly checksInRow: Int32Array
  readonly failuresInRow: Int32Array
  /** 0: it is not ejected. */
  readonly ejectedUntil: Float64Array
  readonly ejections: Int32Array
  /** Since when it is used without a break. */
  readonly since: Float64Array
  /** Whose turn it is: the earliest (earliest deadline first, each 1 / weight after its last). */
  readonly due: Float64Array
  turn = 0
  readonly shards: Places | null

  constructor(rule: Balancing, replicas: number, seed: number, name: string) {
    this.shards = rule.shards && new Places(rule.shards, seed, name)
    this.rule = rule
    this.unhealthy = new Uint8Array(replicas)
    this.checksInRow = new Int32Array(replicas)
    this.failuresInRow = new Int32Array(replicas)
    this.ejectedUntil = new Float64Array(replicas)
    this.ejections = new Int32Array(replicas)
    this.since = new Float64Array(replicas).fill(Number.NEGATIVE_INFINITY)
    this.due = new Float64Array(replicas)
  }

  weight(at: number, now: number): number {
    const { weights, slowStartMs } = this.rule
    const whole = weights[at] ?? 1
    return slowStartMs === 0 ? whole : whole * Math.min(1, Math.max(leastShare, (now - this.since[at]) / slowStartMs))
  }

  /** Whether it is left out although it may be there. */
  isOut(at: number): boolean {
    return this.unhealthy[at] === 1 || this.ejectedUntil[at] > 0
  }
}

/** Bits of a replica's status that its callers see at once: who finds out by itself does not see that it is dead. */
export function seen({ rule }: HostPool): number {
  return rule.checks !== null || rule.outliers !== null ? DRAINING | STARTING : DOWN | DRAINING | STARTING
}

export function scheduleChecks(w: World): void {
  w.pools.forEach((pool, connection) => {
    if (pool === null) return
    const { checks, outliers } = pool.rule
    // Nothing ties the checks to the times of the scenario.
    const begins = (ms: number) => ms * uniform(w.chance, connectionStream(w, connection, BALANCE))
    if (checks !== null) w.queue.push(begins(checks.intervalMs), HEALTH_CHECK, connection, 0)
    if (outliers !== null) w.queue.push(begins(outliers.intervalMs), OUTLIER_SWEEP, connection, 0)
  })
}

/** Each replica is asked whether it answers. */
export function checkHealth(w: World, connection: number): void {
  const pool = w.pools[connection]
  if (!pool?.rule.checks) return
  const { intervalMs, timeoutMs, unhealthy, healthy } = pool.rule.checks
  w.queue.push(intervalMs, HEALTH_CHECK, connection, 0)
  const component = w.model.connections.to[connection]
  const first = w.model.components.firstReplica[component]
  for (let at = 0; at < pool.unhealthy.length; at++) {
    if ((w.replicas.status[first + at] & (DRAINING | STARTING)) !== 0) continue
    const ok = answersWithin(w, connection, component, first + at, timeoutMs)
    const speaksAgainst = ok === (pool.unhealthy[at] === 1)
    pool.checksInRow[at] = speaksAgainst ? pool.checksInRow[at] + 1 : 0
    if (pool.checksInRow[at] < (ok ? healthy : unhealthy)) continue
    pool.checksInRow[at] = 0
    pool.unhealthy[at] = ok ? 0 : 1
    if (ok) comesBack(w, pool, at)
  }
}

/** A check takes no worker: it is answered after what a request of mean work would take there, and the way there and back. */
function answersWithin(w: World, connection: number, component: number, replica: number, timeoutMs: number): boolean {
  if ((w.replicas.status[replica] & (DOWN | PAUSED)) !== 0 || w.faults.cut[connection] !== 0) return false
  const { latency } = w.model.connections
  const ms = w.model.components.work.mean[component] * w.faults.slow[replica] + 2 * latency[connection] + w.faults.addMs[connection]
  return ms <= timeoutMs
}

/** Hears how an attempt ended at the replica that it went to. */
export function noteHostOutcome(w: World, call: number, outcome: number): void {
  const { ints } = w.visits
  const pool = w.pools[ints[call + CONNECTION]]
  if (!pool?.rule.outliers || ints[call + REPLICA] < 0 || outcome >= CIRCUIT_OPEN) return
  const at = ints[call + REPLICA] - w.model.components.firstReplica[w.model.connections.to[ints[call + CONNECTION]]]
  pool.failuresInRow[at] = outcome <= OK ? 0 : pool.failuresInRow[at] + 1
  if (pool.failuresInRow[at] >= pool.rule.outliers.consecutive && pool.ejectedUntil[at] === 0) eject(w, ints[call + CONNECTION], pool, at)
}

function eject(w: World, connection: number, pool: HostPool, at: number): void {
  if (!pool.rule.outliers) return
  const { ejectionMs, longestMs, most } = pool.rule.outliers
  const out = pool.ejectedUntil.reduce((sum, until) => sum + Number(until > 0), 0)
  if (out > 0 && out + 1 > most * present(w, connection)) return
  pool.ejections[at]++
  pool.ejectedUntil[at] = w.queue.clock[0] + Math.min(ejectionMs * pool.ejections[at], Math.max(ejectionMs, longestMs))
}

/** Replicas whose ejection is over come back; what was well meanwhile is forgiven one ejection. */
export function sweepOutliers(w: World, connection: number): void {
  const pool = w.pools[connection]
  if (!pool?.rule.outliers) return
  w.queue.push(pool.rule.outliers.intervalMs, OUTLIER_SWEEP, connection, 0)
  for (let at = 0; at < pool.ejectedUntil.length; at++) {
    if (pool.ejectedUntil[at] === 0) pool.ejections[at] = Math.max(0, pool.ejections[at] - 1)
    else if (pool.ejectedUntil[at] <= w.queue.clock[0]) {
      pool.ejectedUntil[at] = 0
      pool.failuresInRow[at] = 0
      comesBack(w, pool, at)
    }
  }
}

function comesBack(w: World, pool: HostPool, at: number): void {
  pool.since[at] = w.queue.clock[0]
}

/** A replica that was away serves again. */
export function noteServesAgain(w: World, component: number, replica: number): void {
  w.pools.forEach((pool, connection) => {
    if (pool !== null && w.model.connections.to[connection] === component)
      comesBack(w, pool, replica - w.model.components.firstReplica[component])
  })
}

/** Replicas that there are to be. */
export function present(w: World, connection: number): number {
  const component = w.model.connections.to[connection]
  const first = w.model.components.firstReplica[component]
  let count = 0
  for (let r = first; r < first + w.model.components.mostReplicas[component]; r++) if ((w.replicas.status[r] & DRAINING) === 0) count++
  return count
}

/** Whether so few are healthy that the caller no longer believes its checks. */
export function panics(w: World, connection: number, pool: HostPool): boolean {
  const panic = pool.rule.checks?.panic ?? 0
  if (panic === 0) return false
  const healthy = pool.unhealthy.reduce((sum, out) => sum + 1 - out, 0) - (pool.unhealthy.length - present(w, connection))
  return healthy < panic * present(w, connection)
}
