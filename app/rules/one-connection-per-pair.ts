import { connectionId } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** Results and faults name a connection by its ends, so there is one from a component to another. */
export const oneConnectionPerPair: Rule = {
  id: 'one-connection-per-pair',
  severity: 'error',
  check: ({ connections = [] }) => {
    const seen = new Set<string>()
    return connections.flatMap((connection, index) => {
      const id = connectionId(connection)
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      return [
        {
          message: `There is a second connection ${id}.`,
          remedy: 'Keep one; `calls` says how often it is used.',
          path: ['connections', index],
          connection: id,
        },
      ]
    })
  },
}
