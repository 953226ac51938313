import { connectionId } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'

/** Retries are bounded as a share of the traffic, or a breaker stops them: else trouble multiplies what comes. */
export const retriesHaveBudget: Rule = {
  id: 'retries-have-budget',
  severity: 'advice',
  help: {
    term: 'Retry budget',
    why: 'When everything fails, each request comes as often as it is tried, and the load that follows keeps the callee down after the cause is gone. A budget lets retries be a tenth of the requests and no more.',
    url: 'https://sre.google/sre-book/addressing-cascading-failures/',
  },
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      const { retries, breaker } = connection
      if (!retries || retries.attempts < 2 || retries.budget !== undefined || retries.tokens !== undefined || breaker) return []
      const id = connectionId(connection)
      return [
        {
          message: `${id} sends up to ${counted(retries.attempts + 1, 'request')} for one when it fails, and nothing bounds how many do.`,
          remedy: 'Let retries be a tenth of the requests at most, or add a circuit breaker.',
          path: ['connections', index],
          connection: id,
          fix: setting('Set a budget of 0.1', ['connections', id, 'retries', 'budget'], 0.1),
        },
      ]
    }),
}
