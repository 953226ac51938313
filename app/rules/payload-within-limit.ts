import { kindOf } from '../catalogue/catalogue.ts'
import { connectionId } from '../design/design.ts'
import { toBytes } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** What is sent to a component, and what it answers, is no larger than it takes. */
export const payloadWithinLimit: Rule = {
  id: 'payload-within-limit',
  severity: 'error',
  check: ({ components, connections = [] }) =>
    connections.flatMap((connection, index) => {
      const target = Object.hasOwn(components, connection.to) ? components[connection.to] : undefined
      const most = target && kindOf(target.kind)?.mostPayloadBytes
      if (most === undefined) return []
      return (['requestSize', 'responseSize'] as const).flatMap((field) => {
        const text = connection[field]
        if (text === undefined || toBytes(text) <= most) return []
        return [
          {
            message: `${field} of ${connectionId(connection)} is ${text}, and ${connection.to} takes ${most / 2 ** 20} MiB.`,
            remedy: 'Send less at once, or hand over where the data lies instead of the data.',
            path: ['connections', index, field],
            connection: connectionId(connection),
          },
        ]
      })
    }),
}
