import { counted, toLatencyText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { countHelp, type Limit } from './limit.ts'
import { serversToWait } from './staffing.ts'

/** The connections that a caller keeps to one callee: calls wait for one, and fail where they may not. */
export const pool: Limit = {
  id: 'pool',
  find: ({ design, connections }) =>
    connections.flatMap(({ id, connection, figures, callers }) => {
      if (!connection.pool || !figures.pool) return []
      const { size } = connection.pool
      const { inUse, waiting } = figures.pool
      const refused = figures.refusedBy?.pool ?? 0
      const left = figures.throughput
      const all = size * callers
      const utilisation = Math.min(1, inUse.mean / all)
      const wait = left > 0 ? (waiting.mean / left) * 1000 : 0
      const name = nameOf(design, id)
      const took = figures.latency.mean
      const of = took === null || took < wait ? '' : ` of the ${toLatencyText(took)} that a call takes`
      const waits = wait < 0.1 ? '' : `, and ${toLatencyText(wait)}${of} are spent waiting for one`
      const fails = refused > 0.005 * (left + refused) ? `, and ${toShareText(refused / (left + refused))} get none` : ''
      const load = (inUse.mean / callers) * (left > 0 ? (left + refused) / left : 2)
      return [
        {
          limit: 'pool',
          apart: true,
          component: connection.from,
          connection: id,
          utilisation,
          use: `${toShareText(utilisation)} of the ${counted(all, 'connection')} of the pool ${name}`,
          lost: refused,
          waiting: waiting.mean,
          // As many wait as would take ten times as long as a call to serve, and more at the end than on average.
          growing: waiting.mean > 20 * all && utilisation > 0.97 && waiting.max > 1.6 * waiting.mean,
          heldBy: [connection.to],
          sentence: `The pool ${name} is the bottleneck: ${toShareText(utilisation)} of its ${counted(size, 'connection')} ${size === 1 ? 'is' : 'are'} in use${waits}${fails}.`,
          remedy: `Give the pool more connections, as far as ${nameOf(design, connection.to)} has them, or make each call hold one for less time.`,
          help: countHelp(
            ['connections', id, 'pool', 'size'],
            size,
            serversToWait(load * (utilisation > 0.99 ? 1.3 : 1)),
            'connections in the pool',
          ),
        },
      ]
    }),
}
