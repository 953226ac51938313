import { connectionId } from '../design/design.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'

/** Who tries again waits before, and not as long as everybody else. */
export const retriesBackOff: Rule = {
  id: 'retries-back-off',
  severity: 'advice',
  help: {
    term: 'Backoff and jitter',
    why: 'Callers that failed together and try again at once come back together, to something that is still in trouble. A wait that grows gives it time, and a random part of it spreads them out.',
    url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
  },
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      const { retries } = connection
      if (!retries) return []
      const waits = (msOf(retries.backoff) ?? 0) > 0
      if (waits && retries.jitter) return []
      const id = connectionId(connection)
      const at = (field: string) => ['connections', id, 'retries', field]
      return [
        {
          message: waits
            ? `${id} tries again after ${retries.backoff} without jitter: callers that failed together come back together.`
            : `${id} tries again at once, without a backoff.`,
          remedy: waits ? 'Add jitter.' : 'Wait before a retry, with backoff and jitter.',
          path: ['connections', index],
          connection: id,
          fix: waits
            ? { label: 'Add jitter', edits: [{ path: at('jitter'), value: true }] }
            : {
                label: 'Back off 50ms with jitter',
                edits: [
                  { path: at('backoff'), value: '50ms' },
                  { path: at('jitter'), value: true },
                ],
              },
        },
      ]
    }),
}
