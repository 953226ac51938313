import { kindOf } from '../catalogue/catalogue.ts'
import { connectionId, type Design } from '../design/design.ts'
import type { Rule } from './rule.ts'
import { isWaitedFor } from './waited-for.ts'

/** Somebody else's service fails without asking: a breaker keeps that from becoming one's own failure. */
export const breakerToExternal: Rule = {
  id: 'breaker-to-external',
  severity: 'advice',
  help: {
    term: 'Circuit breaker',
    why: 'A third party that is down or slow cannot be mended from here. A breaker stops asking it, answers at once, and tries carefully whether it is back.',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/patterns/circuit-breaker',
  },
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      if (!isExternal(design, connection.to) || connection.breaker || !isWaitedFor(design, connection)) return []
      const id = connectionId(connection)
      return [
        {
          message: `${id} calls a third party without a circuit breaker.`,
          remedy: 'Add one, so that its outage is not waited for.',
          path: ['connections', index],
          connection: id,
          fix: {
            label: 'Add a circuit breaker',
            edits: [{ path: ['connections', id, 'breaker'], value: { consecutive: 5, openFor: '10s' } }],
          },
        },
      ]
    }),
}

function isExternal(design: Design, id: string): boolean {
  return Object.hasOwn(design.components, id) && kindOf(design.components[id]?.kind ?? '')?.family === 'external'
}
