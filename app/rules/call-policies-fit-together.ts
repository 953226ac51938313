import { type Connection, connectionId } from '../design/design.ts'
import { isDuration, toMilliseconds } from '../design/quantities.ts'
import type { Rule } from './rule.ts'

/** What a connection says about calls that fail, are slow or too many makes sense together. */
export const callPoliciesFitTogether: Rule = {
  id: 'call-policies-fit-together',
  severity: 'error',
  check: ({ connections = [] }) =>
    connections.flatMap((connection, index) =>
      [...ofTimes(connection), ...ofBreaker(connection), ...ofHedge(connection)].map(([field, message, remedy]) => ({
        message: `${connectionId(connection)} ${message}.`,
        remedy,
        path: ['connections', index, ...field],
        connection: connectionId(connection),
      })),
    ),
}

type Said = [field: string[], message: string, remedy: string]

function ofTimes({ timeout, deadline, retries }: Connection): Said[] {
  const found: Said[] = []
  if (timeout !== undefined && ms(timeout) === 0)
    found.push([['timeout'], 'has a timeout of nothing, so that every call would fail', 'Write a duration such as 500ms, or take it out.'])
  if (retries?.maxBackoff !== undefined && ms(retries.maxBackoff) < ms(retries.backoff ?? '0ms'))
    found.push([
      ['retries', 'maxBackoff'],
      `waits ${retries.backoff} before the first retry and at most ${retries.maxBackoff} before any`,
      'Make the longest backoff longer, or the first shorter.',
    ])
  if (retries?.tokens !== undefined && retries.budget !== undefined)
    found.push([
      ['retries', 'tokens'],
      'has retries with a budget and with a token bucket',
      'Keep tokens, which only successes fill, or budget, which all requests fill.',
    ])
  if (retries?.on?.includes('timeout') && timeout === undefined && deadline === undefined && retries.on.length === 1)
    found.push([['retries', 'on'], 'is tried again on timeouts and has no timeout', 'Give it a timeout, or name other failures.'])
  return found
}

function ofBreaker({ breaker }: Connection): Said[] {
  if (!breaker) return []
  const { failures, window, consecutive } = breaker
  if (consecutive !== undefined && (failures !== undefined || window !== undefined))
    return [
      [
        ['breaker', 'consecutive'],
        'has a circuit breaker that opens on failures in a row and on a share in a window',
        'Keep consecutive, or failures and window.',
      ],
    ]
  if (consecutive !== undefined) return []
  if (failures !== undefined && window !== undefined) return failures > 0 ? [] : [neverCloses]
  return [[['breaker'], 'has a circuit breaker that does not say when it opens', 'Write failures: 0.5 and window: 10s, or consecutive: 5.']]
}

const neverCloses: Said = [
  ['breaker', 'failures'],
  'has a circuit breaker that opens on no failures at all',
  'Write a share above 0, such as 0.5.',
]

function ofHedge({ hedge, timeout, mode }: Connection): Said[] {
  if (!hedge) return []
  if (mode === 'async')
    return [
      [['hedge'], 'is hedged and asynchronous: nobody waits for an answer that could be late', 'Take the hedging out, or make it sync.'],
    ]
  if (timeout !== undefined && ms(timeout) > 0 && ms(hedge.after) >= ms(timeout))
    return [
      [
        ['hedge', 'after'],
        `sends another attempt after ${hedge.after}, when the first was given up after ${timeout}`,
        'Hedge sooner than the timeout.',
      ],
    ]
  return []
}

function ms(text: string): number {
  return isDuration(text) ? toMilliseconds(text) : 0
}
