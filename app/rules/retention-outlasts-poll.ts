import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** A message is kept at least until its consumers ask for it. */
export const retentionOutlastsPoll: Rule = {
  id: 'retention-outlasts-poll',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'broker') return []
      const { pollMs, retentionMs } = behaviour.delivery
      if (pollMs === 0 || retentionMs > pollMs) return []
      const longer = toDuration(pollMs * 10)
      return [
        {
          message: `${id} drops its messages after ${toDuration(retentionMs)}, and is asked for them every ${toDuration(pollMs)}.`,
          remedy: 'Keep them longer, or poll more often.',
          path: ['components', id, 'retention'],
          component: id,
          fix: setting(`Keep them for ${longer}`, ['components', id, 'retention'], longer),
        },
      ]
    }),
}
