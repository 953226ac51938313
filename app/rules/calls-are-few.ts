import { connectionId } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { toCountText } from '../run/figures.ts'
import { mostCalls } from './most-calls.ts'
import type { Rule } from './rule.ts'
import { isWaitedFor } from './waited-for.ts'

/** From here on calls for one request, one after another, are a conversation. */
const many = 10

/** A request does not ask the same callee over and over. */
export const callsAreFew: Rule = {
  id: 'calls-are-few',
  severity: 'advice',
  help: {
    term: 'Chatty call (N+1)',
    why: 'Each call costs a round trip and its share of both ends, however small its answer. One call that asks for all of it, or a cache, does the same in one round trip.',
    url: 'https://learn.microsoft.com/en-us/azure/architecture/antipatterns/chatty-io/',
  },
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      const calls = mostCalls(connection)
      if (calls < many || connection.parallel || !isWaitedFor(design, connection)) return []
      const id = connectionId(connection)
      return [
        {
          message: `${connection.from} calls ${connection.to} ${toCountText(calls)} times for one request, one after another.`,
          remedy: 'Ask for all of it in one call, or make the calls side by side.',
          path: ['connections', index],
          connection: id,
          fix: setting('Make the calls side by side', ['connections', id, 'parallel'], true),
        },
      ]
    }),
}
