import { withCallDefaults } from '../design/call-defaults.ts'
import { connectionId, connectionsTo } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'

/** Nobody waits for an answer longer than his own caller waits for him: what comes later than that helps nobody. */
export const timeoutsNest: Rule = {
  id: 'timeouts-nest',
  severity: 'warning',
  check: (written) => {
    const design = withCallDefaults(written)
    return (design.connections ?? []).flatMap((connection, index) => {
      const inner = msOf(connection.timeout)
      if (inner === undefined || connection.mode === 'async') return []
      const outer = connectionsTo(design, connection.from)
        .filter(({ mode }) => mode !== 'async')
        .map((each) => ({ each, ms: msOf(each.timeout) ?? Number.POSITIVE_INFINITY }))
      // Another caller may wait longer.
      const longest = outer.sort((a, b) => b.ms - a.ms)[0]
      if (!longest || inner <= longest.ms) return []
      const within = toShortDuration(longest.ms * 0.8)
      return [
        {
          message: `${connectionId(connection)} waits ${connection.timeout}, when ${connectionId(longest.each)} has given up after ${longest.each.timeout}.`,
          remedy: `Give up sooner than the caller does, such as after ${within}.`,
          path: written.connections?.[index]?.timeout === undefined ? ['connections', index] : ['connections', index, 'timeout'],
          connection: connectionId(connection),
          fix: setting(`Give up after ${within}`, ['connections', connectionId(connection), 'timeout'], within),
        },
      ]
    })
  },
}

/** Two digits: 1.6s, 800ms. */
function toShortDuration(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toPrecision(2))}s` : toDuration(Math.max(1, Number(ms.toPrecision(2))))
}
