import { connectionId } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { toCountText } from '../run/figures.ts'
import { mostCalls } from './most-calls.ts'
import type { Rule } from './rule.ts'
import { isWaitedFor } from './waited-for.ts'

/** From so many calls of one request side by side on, a few requests are a rush for the callee. */
const many = 10

/** A request does not make any number of calls at the same time. */
export const fanOutIsBounded: Rule = {
  id: 'fan-out-is-bounded',
  severity: 'advice',
  help: {
    term: 'Fan-out without limit',
    why: 'Calls that one request makes side by side come in one rush, multiplied by all requests that are served at once, and the slowest of them decides how long the request takes. A pool lets only so many go at the same time; the rest wait their turn.',
    url: 'https://cacm.acm.org/research/the-tail-at-scale/',
  },
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      const calls = mostCalls(connection)
      const isBounded = connection.pool !== undefined || connection.bulkhead !== undefined || connection.rateLimit !== undefined
      if (!connection.parallel || calls < many || isBounded || !isWaitedFor(design, connection)) return []
      const id = connectionId(connection)
      return [
        {
          message: `One request of ${connection.from} makes ${toCountText(calls)} calls to ${connection.to} side by side, and nothing bounds how many all requests make together.`,
          remedy: 'Let the calls share a pool of connections.',
          path: ['connections', index],
          connection: id,
          fix: setting('Share a pool of 20 connections', ['connections', id, 'pool'], { size: 20 }),
        },
      ]
    }),
}
