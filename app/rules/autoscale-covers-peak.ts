import { offeredLoad } from '../analysis/capacity.ts'
import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { setting } from '../design/fix.ts'
import { counted, toRateText } from '../run/figures.ts'
import type { Rule } from './rule.ts'
import { scenariosOf } from './scenario-places.ts'

/** The most replicas an autoscaler may have carry the peak of every scenario. */
export const autoscaleCoversPeak: Rule = {
  id: 'autoscale-covers-peak',
  severity: 'advice',
  help: {
    term: 'Autoscaling limit',
    why: 'At its maximum an autoscaler does nothing any more, and what comes beyond it waits or is refused as if there were none.',
    url: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  },
  check: (design) => {
    const scaled = Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      return behaviour?.model === 'station' && behaviour.autoscale ? [{ id, max: behaviour.autoscale.max }] : []
    })
    if (scaled.length === 0) return []
    const loads = scenariosOf(design).map(({ id }) => ({ scenario: id, load: offeredLoad(design, id).components }))
    return scaled.flatMap(({ id, max }) => {
      const worst = loads
        .map(({ scenario, load }) => ({ scenario, ...load[id] }))
        .sort((a, b) => (b.utilisation ?? 0) - (a.utilisation ?? 0))[0]
      const { utilisation } = worst ?? {}
      if (!worst || typeof utilisation !== 'number' || utilisation <= 1.001) return []
      const enough = Math.ceil(max * utilisation * 1.2)
      return [
        {
          message: `At the peak of the scenario ${worst.scenario} ${toRateText(worst.visitsPerSecond)} come to ${id}, more than the ${counted(max, 'replica')} that its autoscaler may have can carry.`,
          remedy: `Let it have ${enough}.`,
          path: ['components', id],
          component: id,
          fix: setting(`Allow ${counted(enough, 'replica')}`, ['components', id, 'autoscale', 'max'], enough),
        },
      ]
    })
  },
}
