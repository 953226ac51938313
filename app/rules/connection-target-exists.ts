import { connectionId } from '../design/design.ts'
import { nearest } from '../design/nearest.ts'
import type { Rule } from './rule.ts'

/** Both ends of a connection are components of the design. */
export const connectionTargetExists: Rule = {
  id: 'connection-target-exists',
  severity: 'error',
  check: ({ connections = [], components }) =>
    connections.flatMap((connection, index) =>
      (['from', 'to'] as const)
        .filter((end) => !Object.hasOwn(components, connection[end]))
        .map((end) => {
          const meant = nearest(connection[end], Object.keys(components))
          return {
            message: `The connection ${connectionId(connection)} ${end === 'from' ? 'starts' : 'ends'} at "${connection[end]}", which is no component.`,
            remedy: meant ? `Did you mean ${meant}?` : 'Add the component or take the connection out.',
            path: ['connections', index, end],
            connection: connectionId(connection),
          }
        }),
    ),
}
