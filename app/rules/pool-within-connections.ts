import { behaviourAt } from '../catalogue/behaviour-of.ts'
import { connectionId } from '../design/design.ts'
import { setting } from '../design/fix.ts'
import { counted } from '../run/figures.ts'
import type { Rule } from './rule.ts'

/** The pools of all replicas of a caller together are no larger than what the callee serves at once. */
export const poolWithinConnections: Rule = {
  id: 'pool-within-connections',
  severity: 'warning',
  check: (design) =>
    (design.connections ?? []).flatMap((connection, index) => {
      const [caller, callee] = [behaviourAt(design, connection.from), behaviourAt(design, connection.to)]
      // Only a database says how many connections it has; what another serves at once is no bound on connections.
      if (
        !connection.pool ||
        callee?.model !== 'station' ||
        !callee.holdsWorker ||
        design.components[connection.to]?.connections === undefined
      )
        return []
      const replicas = caller?.model === 'station' ? (caller.autoscale?.max ?? caller.replicas) : 1
      const has = callee.concurrency * callee.replicas
      if (connection.pool.size * replicas <= has) return []
      const size = Math.max(1, Math.floor(has / replicas))
      const times =
        replicas > 1
          ? `${replicas} replicas of ${connection.from} keep ${counted(connection.pool.size, 'connection')} each`
          : `${connection.from} keeps ${counted(connection.pool.size, 'connection')}`
      return [
        {
          message: `${times} to ${connection.to}, which has ${has}.`,
          remedy: `Make the pool ${size} at most, or give ${connection.to} more connections.`,
          path: ['connections', index, 'pool', 'size'],
          connection: connectionId(connection),
          fix: setting(`Make the pool ${size}`, ['connections', connectionId(connection), 'pool', 'size'], size),
        },
      ]
    }),
}
