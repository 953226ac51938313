import { offeredLoad } from '../analysis/capacity.ts'
import { isBroker } from '../design/allowed-protocols.ts'
import { toRateText } from '../run/figures.ts'
import { addingReplicas } from './adding-replicas.ts'
import type { Rule } from './rule.ts'
import { withoutScenarios } from './scenario-places.ts'

/** Messages are worked off as fast as they come, or their queue grows for as long as they do. */
export const consumersKeepUp: Rule = {
  id: 'consumers-keep-up',
  severity: 'warning',
  help: {
    term: 'Queue-based load levelling',
    why: 'A queue evens out peaks. It cannot help consumers that are slower than producers all the time: it grows until messages are too old or have no room.',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/queue-based-load-leveling',
  },
  check: (design) => {
    const consuming = new Set((design.connections ?? []).filter(({ from }) => isBroker(design, from)).map(({ to }) => to))
    const ids = Object.keys(design.components).filter((id) => consuming.has(id))
    if (ids.length === 0) return []
    const load = offeredLoad(withoutScenarios(design)).components
    return ids.flatMap((id) => {
      const { utilisation = null, visitsPerSecond = 0 } = load[id] ?? {}
      if (utilisation === null || utilisation <= 1.001) return []
      return [
        {
          message: `Messages come to ${id} at ${toRateText(visitsPerSecond)}, and it works off ${toRateText(visitsPerSecond / utilisation)} at most: what waits for it grows without end.`,
          remedy: 'Give it more replicas or workers, or shorten its work.',
          path: ['components', id],
          component: id,
          ...addingReplicas(design, id, utilisation),
        },
      ]
    })
  },
}
