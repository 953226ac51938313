import { behaviourOf } from '../catalogue/behaviour-of.ts'
import { connectionId } from '../design/design.ts'
import { toMilliseconds } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** A caller waits at least as long as its target works on average; otherwise most calls fail though nothing is wrong. */
export const timeoutShorterThanWork: Rule = {
  id: 'timeout-shorter-than-work',
  severity: 'warning',
  check: ({ connections = [], components }) =>
    connections.flatMap((connection, index) => {
      const target = Object.hasOwn(components, connection.to) ? components[connection.to] : undefined
      const behaviour = behaviourOf(target)
      if (!connection.timeout || !behaviour || behaviour.model === 'source') return []
      if (toMilliseconds(connection.timeout) >= behaviour.work.meanMs) return []
      return [
        {
          message: `${connection.from} gives up on ${connection.to} after ${connection.timeout}, sooner than one request there is worked on (${behaviour.work.meanMs}ms).`,
          remedy: 'Set a longer timeout, or less work.',
          path: ['connections', index, 'timeout'],
          connection: connectionId(connection),
        },
      ]
    }),
}
