import { offeredLoad } from '../analysis/capacity.ts'
import { callsFor, connectionId } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { toDuration } from '../design/quantities.ts'
import { fewestCalls } from '../run/circuit-breaker.ts'
import type { Rule } from './rule.ts'
import { msOf, scenariosOf } from './scenario-places.ts'

/** The window of a breaker holds enough calls for it to open at all. */
export const breakerWindowHoldsCalls: Rule = {
  id: 'breaker-window-holds-calls',
  severity: 'warning',
  check: (design) => {
    const connections = design.connections ?? []
    if (!connections.some(({ breaker }) => breaker?.window !== undefined)) return []
    const loads = [undefined, ...scenariosOf(design).map(({ id }) => id)].map((id) => offeredLoad(design, id).components)
    return connections.flatMap((connection, index) => {
      const window = msOf(connection.breaker?.window)
      if (window === undefined || !connection.breaker) return []
      // In the scenario with the most traffic; retries bring more, so only what is far off is reported.
      const rate = Math.max(
        0,
        ...loads.map((load) =>
          Object.entries(load[connection.from]?.journeys ?? {}).reduce(
            (sum, [journey, each]) => sum + each * callsFor(connection, journey),
            0,
          ),
        ),
      )
      const calls = (rate * window * (1 + (connection.retries?.attempts ?? 0))) / 1000
      if (rate === 0 || calls >= fewestCalls) return []
      const longer = toDuration(Math.ceil((2 * fewestCalls) / rate) * 1000)
      return [
        {
          message: `The window of the circuit breaker ${connectionId(connection)}, ${connection.breaker.window}, holds about ${Number(calls.toPrecision(2))} calls, and with fewer than ${fewestCalls} it never opens.`,
          remedy: `Make it longer, such as ${longer}, or open on failures in a row, with consecutive.`,
          path: ['connections', index, 'breaker', 'window'],
          connection: connectionId(connection),
          fix: setting(`Look back over ${longer}`, ['connections', connectionId(connection), 'breaker', 'window'], longer),
        },
      ]
    })
  },
}
