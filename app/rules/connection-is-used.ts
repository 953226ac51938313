import { connectionId } from '../design/design.ts'
import { removing } from '../design/fix.ts'
import type { Rule } from './rule.ts'

/** A connection that is drawn is called by some journey. */
export const connectionIsUsed: Rule = {
  id: 'connection-is-used',
  severity: 'warning',
  check: ({ connections = [] }) =>
    connections.flatMap((connection, index) => {
      const { calls } = connection
      const never = calls === 0 || (typeof calls === 'object' && Object.values(calls).every((each) => each === 0))
      if (!never) return []
      return [
        {
          message: `${connectionId(connection)} is called 0 times for each request, so it is never used.`,
          remedy: 'Write how often it is called, or take it out.',
          path: ['connections', index, 'calls'],
          connection: connectionId(connection),
          fix: removing('Call it once a request', ['connections', connectionId(connection), 'calls']),
        },
      ]
    }),
}
