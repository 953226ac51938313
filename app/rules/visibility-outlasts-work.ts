import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { connectionsFrom } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** As long as six times the work, as AWS advises for queues that functions consume. */
const timesTheWork = 6

/** A message is hidden for longer than it is worked on; otherwise each is handled again and again while the first still works. */
export const visibilityOutlastsWork: Rule = {
  id: 'visibility-outlasts-work',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'broker') return []
      const hidden = behaviour.delivery.visibilityTimeoutMs
      const slowest = connectionsFrom(design, id)
        .map(({ to }) => ({ to, consumer: behaviourAt(design, to) }))
        .flatMap(({ to, consumer }) => (consumer?.model === 'station' ? [{ to, ms: consumer.work.meanMs }] : []))
        .sort((a, b) => b.ms - a.ms)[0]
      if (!slowest || hidden > slowest.ms) return []
      const longer = toDuration(Math.ceil((timesTheWork * slowest.ms) / 1000) * 1000)
      return [
        {
          message: `A message of ${id} is delivered again after ${toDuration(hidden)}, while ${slowest.to} works on it for ${toDuration(slowest.ms)} on average.`,
          remedy: `Hide it for longer, such as ${longer}.`,
          path: ['components', id, 'visibilityTimeout'],
          component: id,
          fix: setting(`Hide it for ${longer}`, ['components', id, 'visibilityTimeout'], longer),
        },
      ]
    }),
}
