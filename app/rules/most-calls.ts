import type { Connection } from '../design/design.ts'

/** The most calls that one request makes along a connection, of whichever journey it is. */
export function mostCalls({ calls = 1 }: Connection): number {
  return typeof calls === 'number' ? calls : Math.max(0, ...Object.values(calls))
}
