import { behaviourAt } from '../../catalogue/behaviour-of.ts'
import type { Design } from '../../design/design.ts'
import { isConstantLoad, type ResolvedScenario } from '../../run/scenario.ts'

/** Whether a scenario asks for one steady state: the same traffic all the time, nothing that breaks, and no recorded requests. */
export function isSteady(design: Design, scenario: ResolvedScenario): boolean {
  if (scenario.faults.length > 0 || !isConstantLoad(scenario)) return false
  return !Object.keys(design.components).some((id) => {
    const behaviour = behaviourAt(design, id)
    return behaviour?.model === 'source' && behaviour.arrivals === 'trace'
  })
}
