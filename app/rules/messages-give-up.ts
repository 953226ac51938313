import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { connectionsFrom, type Design } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import type { Rule } from './rule.ts'

/** A message that fails again and again is set aside in the end, where its consumer is known to fail. */
export const messagesGiveUp: Rule = {
  id: 'messages-give-up',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'broker') return []
      const { maxReceives, retentionMs, visibilityTimeoutMs } = behaviour.delivery
      const endless = [maxReceives, retentionMs].every((each) => each === Number.POSITIVE_INFINITY) && Number.isFinite(visibilityTimeoutMs)
      const failing = connectionsFrom(design, id).find(({ to }) => mayFail(design, to, new Set([id])))
      if (!endless || !failing) return []
      return [
        {
          message: `A message of ${id} that ${failing.to} cannot handle is delivered again for ever.`,
          remedy: 'Say how often at most, with maxReceives, and where it goes then, with deadLetter.',
          path: ['components', id],
          component: id,
          fix: setting('Deliver it 5 times at most', ['components', id, 'maxReceives'], 5),
        },
      ]
    }),
}

/** It fails by itself, or something that it calls does. `seen`: what was looked at on another way here, and does not. */
function mayFail(design: Design, id: string, seen: Set<string>): boolean {
  const behaviour = behaviourAt(design, id)
  if (seen.has(id) || behaviour?.model !== 'station') return false
  seen.add(id)
  return behaviour.failureRate > 0 || connectionsFrom(design, id).some(({ to, mode }) => mode !== 'async' && mayFail(design, to, seen))
}
