import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { withCallDefaults } from '../design/call-defaults.ts'
import { callsFor, connectionId } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import { meanWorkMs } from '../run/endpoints.ts'
import { journeysOf } from '../run/journeys.ts'
import type { Rule } from './rule.ts'

/** A caller waits at least as long as its target works on average; otherwise most calls fail though nothing is wrong. */
export const timeoutShorterThanWork: Rule = {
  id: 'timeout-shorter-than-work',
  severity: 'warning',
  check: (written) => {
    const design = withCallDefaults(written)
    const journeys = journeysOf(design)
    return (design.connections ?? []).flatMap((connection, index) => {
      if (connection.timeout === undefined && connection.deadline === undefined) return []
      const behaviour = behaviourAt(design, connection.to)
      if (!behaviour || behaviour.model === 'source') return []
      const works = journeys.flatMap((journey) => (callsFor(connection, journey) > 0 ? [meanWorkMs(behaviour, connection, journey)] : []))
      const least = Math.min(...works)
      return (['timeout', 'deadline'] as const).flatMap((field) => {
        const after = connection[field]
        if (after === undefined || works.length === 0 || toMilliseconds(after) >= least) return []
        return [
          {
            message: `${connection.from} gives up on ${connection.to} after ${after}, sooner than one request there is worked on (${least}ms).`,
            remedy: `Set a longer ${field}, or less work.`,
            path: written.connections?.[index]?.[field] === undefined ? ['connections', index] : ['connections', index, field],
            connection: connectionId(connection),
          },
        ]
      })
    })
  },
}
