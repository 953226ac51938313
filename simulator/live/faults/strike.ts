import type { Design } from '../../../app/design/design.ts'
import { addReplicaEffect, type Effects, noReplicaTrouble, type ReplicaTrouble } from '../../../app/faults/effects.ts'
import { effectsOf } from '../../../app/faults/faults.ts'
import { type ResolvedFault, zoneShare } from '../../../app/run/fault-target.ts'
import type { Replica } from '../replica.ts'
import type { ReplicaBoard } from '../replica-board.ts'

/** A fault that is active in a run: what it does and to what. */
export interface Strike {
  resolved: ResolvedFault
  effects: Effects
  /** Whether it strikes this replica, of those that there are and those that come. */
  strikes(replica: Replica): boolean
}

/** Those that serve are struck first, so that striking one of two is noticed. */
export function toStrike(design: Design, resolved: ResolvedFault, board: ReplicaBoard): Strike {
  const effects = effectsOf(resolved.fault)
  const isHere = ({ component, index }: Replica) => {
    const { from, of } = zoneShare(design, resolved.fault.target, component)
    return resolved.components.includes(component) && index % of === from
  }
  const most = effects.replicas
  if (most === undefined) return { resolved, effects, strikes: isHere }
  const chosen = resolved.components.flatMap((id) =>
    board
      .replicasOf(id)
      .filter(isHere)
      .sort((a, b) => Number(b.ready) - Number(a.ready) || a.index - b.index)
      .slice(0, most),
  )
  return { resolved, effects, strikes: (replica) => chosen.includes(replica) }
}

/** What all that strikes a replica comes to. */
export function troubleOf(replica: Replica, strikes: readonly Strike[]): ReplicaTrouble {
  return strikes
    .filter((each) => each.strikes(replica))
    .reduce((trouble, { effects }) => addReplicaEffect(trouble, effects.replica ?? {}), noReplicaTrouble)
}

/** How many replicas an operator's hand asks for, the last one's; undefined: none does. */
export function wantedOf(component: string, strikes: readonly Strike[]): number | undefined {
  return strikes.findLast(({ resolved, effects }) => effects.wanted !== undefined && resolved.components.includes(component))?.effects
    .wanted
}
