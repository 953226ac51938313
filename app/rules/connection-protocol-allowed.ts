import { allowedProtocols } from '../design/allowed-protocols.ts'
import { connectionId } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** A connection speaks a protocol that its target answers and its caller speaks. */
export const connectionProtocolAllowed: Rule = {
  id: 'connection-protocol-allowed',
  severity: 'error',
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      const { from, to, protocol } = connection
      if (!Object.hasOwn(design.components, from) || !Object.hasOwn(design.components, to)) return []
      const { protocols, reason } = allowedProtocols(design, from, to)
      if (protocols.includes(protocol)) return []
      const finding = { path: ['connections', index, 'protocol'], connection: connectionId(connection) }
      if (protocols.length === 0) {
        return [
          {
            ...finding,
            message: `${from} cannot call ${to}: ${reason}`,
            remedy: 'Take the connection out, or put something between them.',
          },
        ]
      }
      return [{ ...finding, message: `${from} cannot call ${to} over ${protocol}.`, remedy: `Use ${protocols.join(' or ')}.` }]
    }),
}
