import { behaviourAt } from '../../catalogue/behaviour-of.ts'
import type { Design } from '../../design/design.ts'
import type { ResolvedScenario } from '../../run/scenario.ts'

/** Whether a scenario asks for one steady state: the same traffic all the time, nothing that breaks, and no recorded requests. */
export function isSteady(design: Design, { faults, loadPoints, duration, scaleAt }: ResolvedScenario): boolean {
  if (faults.length > 0) return false
  const first = scaleAt(0)
  const moments = loadPoints.flatMap(({ at, over }) => [at, Math.min(duration, at + over)]).filter((at) => at < duration)
  if (moments.some((at) => scaleAt(at) !== first)) return false
  return !Object.keys(design.components).some((id) => {
    const behaviour = behaviourAt(design, id)
    return behaviour?.model === 'source' && behaviour.arrivals === 'trace'
  })
}
