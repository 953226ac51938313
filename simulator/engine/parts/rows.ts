import type { Rows } from '../../../app/catalogue/component.ts'
import { Places } from '../chance/places.ts'
import { callKey, isRead } from './call-key.ts'
import { CONNECTION, REPLICA, visitSize } from './visits.ts'
import type { World } from './world.ts'

/**
 * The rows that a database's calls are about. A write that began before another changed its row and ends after it finds the row
 * changed, and fails where locking is optimistic: the first to commit wins. A read at a replica is stale where its row was changed
 * less than the replication lag ago.
 */
export class RowState {
  readonly optimistic: boolean
  readonly lagMs: number
  /** When each row was changed last. */
  readonly changedAt: Float64Array
  /** When a call began, by visit / visitSize. */
  readonly beganAt: number[] = []
  private readonly places: Places

  constructor({ skew, optimistic, lagMs }: Rows, seed: number, name: string) {
    this.optimistic = optimistic
    this.lagMs = lagMs
    this.changedAt = new Float64Array(skew.shares?.length ?? skew.keys).fill(Number.NEGATIVE_INFINITY)
    this.places = new Places(skew, seed, `row ${name}`)
  }

  rowOf(key: number): number {
    return this.places.draw(key, this.changedAt.length)
  }
}

/** A call begins to be worked on: it sees its row as it is now, or as the replica knows it. */
export function beginOnRow(w: World, visit: number, component: number, rows: RowState): void {
  const { ints } = w.visits
  const now = w.queue.clock[0]
  rows.beganAt[visit / visitSize] = now
  const primary = w.primaries[component]
  if (primary === null || ints[visit + REPLICA] === w.model.components.firstReplica[component] + primary.at) return
  w.meter.replicaReads.add(component)
  if (rows.changedAt[rows.rowOf(callKey(w, visit))] > now - rows.lagMs) w.meter.staleReads.add(component)
}

/** A call has been worked on. A write changes its row, unless another has done so meanwhile: then this one fails. */
export function conflicts(w: World, visit: number, component: number, rows: RowState): boolean {
  if (isRead(w, visit, w.visits.ints[visit + CONNECTION])) return false
  const row = rows.rowOf(callKey(w, visit))
  if (rows.optimistic && rows.changedAt[row] > rows.beganAt[visit / visitSize]) {
    w.meter.conflicts.add(component)
    return true
  }
  rows.changedAt[row] = w.queue.clock[0]
  return false
}
