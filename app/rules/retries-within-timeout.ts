import { withCallDefaults } from '../design/call-defaults.ts'
import { type Connection, connectionId, connectionsTo } from '../design/design.ts'
import { type Fix, removing, setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import type { Rule } from './rule.ts'
import { msOf } from './scenario-places.ts'

/** All attempts of a call, with the waits between them, end before the caller's own caller has given up. */
export const retriesWithinTimeout: Rule = {
  id: 'retries-within-timeout',
  severity: 'warning',
  check: (written) => {
    const design = withCallDefaults(written)
    return (design.connections ?? []).flatMap((connection, index) => {
      const { retries, timeout } = connection
      const each = msOf(timeout)
      if (!retries || each === undefined || connection.mode === 'async') return []
      const longest = connectionsTo(design, connection.from)
        .filter(({ mode }) => mode !== 'async')
        .map((caller) => ({ caller, ms: msOf(caller.timeout) ?? Number.POSITIVE_INFINITY }))
        .sort((a, b) => b.ms - a.ms)[0]
      // Where one attempt alone takes too long, `timeouts-nest` says so.
      if (!longest || each > longest.ms) return []
      const all = longestOf(connection, retries.attempts, each)
      if (all <= longest.ms) return []
      const attempts = fitting(connection, each, longest.ms)
      return [
        {
          message: `${connectionId(connection)} tries ${retries.attempts + 1} times, ${toDuration(Math.round(all))} in all, when ${connectionId(longest.caller)} has given up after ${longest.caller.timeout}.`,
          remedy: 'Try less often, wait less for each, or let the caller wait longer.',
          path:
            written.connections?.[index]?.retries === undefined ? ['connections', index] : ['connections', index, 'retries', 'attempts'],
          connection: connectionId(connection),
          fix: toFix(connectionId(connection), attempts),
        },
      ]
    })
  },
}

function toFix(id: string, attempts: number): Fix {
  return attempts === 0
    ? removing('Do not retry', ['connections', id, 'retries'])
    : setting(`Retry ${attempts} ${attempts === 1 ? 'time' : 'times'}`, ['connections', id, 'retries', 'attempts'], attempts)
}

/** Each attempt runs into its timeout, and each wait is as long as it may be. */
function longestOf({ retries }: Connection, attempts: number, timeoutMs: number): number {
  const { backoff, backoffFactor = 2, maxBackoff } = retries ?? {}
  const most = msOf(maxBackoff) ?? Number.POSITIVE_INFINITY
  const first = msOf(backoff) ?? 0
  const waits = Array.from({ length: attempts }, (_, n) => Math.min(most, first * Math.min(backoffFactor ** n, Number.MAX_VALUE)))
  return waits.reduce((sum, wait) => sum + wait, (attempts + 1) * timeoutMs)
}

function fitting(connection: Connection, timeoutMs: number, withinMs: number): number {
  let attempts = 0
  while (longestOf(connection, attempts + 1, timeoutMs) <= withinMs) attempts++
  return attempts
}
