import { offeredLoad } from '../analysis/capacity.ts'
import { isBroker } from '../design/allowed-protocols.ts'
import { connectionsTo } from '../design/design.ts'
import { toRateText } from '../run/figures.ts'
import { addingReplicas } from './adding-replicas.ts'
import type { Rule } from './rule.ts'
import { withoutScenarios } from './scenario-places.ts'

/** A component can carry what the traffic as drawn brings, before any peak of a scenario. */
export const capacityAboveTraffic: Rule = {
  id: 'capacity-above-traffic',
  severity: 'warning',
  help: {
    term: 'Utilisation law',
    why: 'Workers are busy for rate × time. Where that is more than there are workers, requests wait longer and longer, and no queue helps.',
    url: 'https://en.wikipedia.org/wiki/Utilization_law',
  },
  check: (design) => {
    const load = offeredLoad(withoutScenarios(design)).components
    return Object.keys(design.components).flatMap((id) => {
      const { utilisation = null, visitsPerSecond = 0 } = load[id] ?? {}
      // What consumes messages has a rule of its own.
      if (utilisation === null || utilisation <= 1.001 || connectionsTo(design, id).some(({ from }) => isBroker(design, from))) return []
      return [
        {
          message: `${toRateText(visitsPerSecond)} come to ${id}, and it carries ${toRateText(visitsPerSecond / utilisation)} at most.`,
          remedy: 'Give it more replicas or workers, or shorten its work.',
          path: ['components', id],
          component: id,
          ...addingReplicas(design, id, utilisation),
        },
      ]
    })
  },
}
