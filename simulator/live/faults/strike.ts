import type { Design } from '../../../app/design/design.ts'
import { addReplicaEffect, type Effects, noReplicaTrouble, type ReplicaTrouble } from '../../../app/faults/effects.ts'
import { effectsOf } from '../../../app/faults/faults.ts'
import { type ResolvedFault, zoneShare } from '../../../app/run/fault-target.ts'
import { isOf, type ReplicaShare } from '../../runtime/control/messages.ts'
import type { Replica } from '../replica.ts'
import type { ReplicaBoard } from '../replica-board.ts'

/** A fault that is active in a run: what it does and to what. */
export interface Strike {
  resolved: ResolvedFault
  effects: Effects
  /** Whether it strikes this replica, of those that there are and those that come. */
  strikes(replica: Replica): boolean
  /** The same of a component's replicas, as data. */
  which(component: string): ReplicaShare
}

/** Those that serve are struck first, so that striking one of two is noticed. */
export function toStrike(design: Design, resolved: ResolvedFault, board: ReplicaBoard): Strike {
  const effects = effectsOf(resolved.fault)
  const inZone = (component: string) => zoneShare(design, resolved.fault.target, component)
  const isHere = ({ component, index }: Replica) => resolved.components.includes(component) && isOf(inZone(component), index)
  const most = effects.replicas
  if (most === undefined) return { resolved, effects, strikes: isHere, which: inZone }
  const chosen = resolved.components.flatMap((id) =>
    board
      .replicasOf(id)
      .filter(isHere)
      .sort((a, b) => Number(b.ready) - Number(a.ready) || a.index - b.index)
      .slice(0, most),
  )
  const only = (id: string) => chosen.flatMap(({ component, index }) => (component === id ? [index] : []))
  return { resolved, effects, strikes: (replica) => chosen.includes(replica), which: (id) => ({ only: only(id) }) }
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
