import { connectionId } from '../design/design.ts'
import { nearest } from '../design/nearest.ts'
import { endpointNames } from '../run/endpoints.ts'
import type { Rule } from './rule.ts'

/** A connection calls endpoints that its target has. */
export const endpointExists: Rule = {
  id: 'endpoint-exists',
  severity: 'error',
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      if (connection.endpoints === undefined) return []
      const known = endpointNames(design, connection.to)
      const said = { path: ['connections', index, 'endpoints'], connection: connectionId(connection) }
      if (!Object.values(connection.endpoints).some((share) => share > 0)) {
        return [
          {
            ...said,
            message: `${connectionId(connection)} calls no endpoint: all shares are 0.`,
            remedy: 'Give one a share, or take it out.',
          },
        ]
      }
      return Object.keys(connection.endpoints)
        .filter((name) => !known.includes(name))
        .map((name) => {
          const meant = nearest(name, known)
          return {
            connection: connectionId(connection),
            message: `${connectionId(connection)} calls the endpoint "${name}", which ${connection.to} does not have.`,
            remedy: meant
              ? `Did you mean ${meant}?`
              : known.length > 0
                ? `Endpoints of ${connection.to}: ${known.join(', ')}.`
                : `Give ${connection.to} endpoints: { ${name}: { time: 5ms } }, or take it out.`,
            path: ['connections', index, 'endpoints', name],
          }
        })
    }),
}
