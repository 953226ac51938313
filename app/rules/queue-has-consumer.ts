import { isBroker } from '../design/allowed-protocols.ts'
import { connectionsFrom, connectionsTo } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** Messages that a broker accepts are consumed by somebody; otherwise they pile up for ever. */
export const queueHasConsumer: Rule = {
  id: 'queue-has-consumer',
  severity: 'warning',
  check: (design) =>
    Object.keys(design.components)
      .filter((id) => isBroker(design, id) && connectionsFrom(design, id).length === 0 && connectionsTo(design, id).length > 0)
      .map((id) => ({
        message: `Nobody consumes the messages of ${id}.`,
        remedy: `Draw a connection from ${id} to its consumer.`,
        path: ['components', id],
        component: id,
      })),
}
