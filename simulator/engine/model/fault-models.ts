import { connectionId, type Design } from '../../../app/design/design.ts'
import type { Effects } from '../../../app/faults/effects.ts'
import { effectsOf, type Fault } from '../../../app/faults/faults.ts'
import { RunFailure } from '../../../app/run/engine.ts'
import { type Repeats, repeatsOf } from '../../../app/run/fault-repeats.ts'
import { zoneShare } from '../../../app/run/fault-target.ts'
import type { ResolvedScenario } from '../../../app/run/scenario.ts'

export interface FaultModel {
  fault: Fault
  effects: Effects
  atMs: number
  /** Of the first time; Infinity: until the run ends. */
  endMs: number
  repeats: Repeats | null
  components: number[]
  /**
   * For each of them, which replicas are struck: of a component in several zones every `of`-th, counted from `from`. Otherwise all:
   * every first.
   */
  replicas: { from: number; of: number }[]
  connections: number[]
}

/**
 * How long a restart takes where the fault does not say: about what a container of a small service needs to be stopped and to
 * answer again.
 */
export const restartMs = 1000

/** The scenario's faults with their targets as numbers. Throws a RunFailure where a target is not there. */
export function toFaultModels(design: Design, scenario: ResolvedScenario): FaultModel[] {
  const components = Object.keys(design.components)
  const pairs = (design.connections ?? []).map(connectionId)
  return scenario.faults.map(({ fault, at, until, components: struck, connections }) => {
    if (struck.length === 0 && connections.length === 0) {
      throw new RunFailure(
        `The ${fault.kind} fault at ${fault.at} in scenario ${scenario.id} strikes nothing: there is no target "${fault.target}" for it. Name a component, a connection a->b (for network faults and errors) or a group.`,
      )
    }
    const effects = effectsOf(fault)
    const endless = effects.endsItself === true && until === Number.POSITIVE_INFINITY
    return {
      fault,
      effects,
      atMs: at * 1000,
      endMs: endless ? at * 1000 + restartMs : until * 1000,
      repeats: repeatsOf({ fault }),
      components: struck.map((id) => components.indexOf(id)),
      replicas: struck.map((id) => zoneShare(design, fault.target, id)),
      connections: pairs.flatMap((pair, index) => (connections.includes(pair) ? [index] : [])),
    }
  })
}
