import { toDuration, toMilliseconds } from '../../design/quantities.ts'
import { toLatencyText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import type { Limit } from './limit.ts'

/** A timeout that ends calls which would have been answered. */
export const timeouts: Limit = {
  id: 'timeout',
  find: ({ design, result, connections }) =>
    connections.flatMap(({ id, connection, figures }) => {
      if (connection.timeout === undefined || figures.timedOut === undefined) return []
      const { timedOut, throughput, retryRate } = figures
      const from = toMilliseconds(connection.timeout)
      const callee = result.components[connection.to]
      const name = nameOf(design, connection.to)
      const network = connection.latency === undefined ? 0 : 2 * toMilliseconds(connection.latency)
      const needed = callee?.latency.p999 ? niceMs(1.05 * (callee.latency.p999 + network)) : undefined
      const took = callee?.latency.mean
        ? `, where ${name} takes ${toLatencyText(callee.latency.mean)} on average and ${toLatencyText(callee.latency.p99 ?? 0)} at p99`
        : ''
      // Whoever is reached answers in time: then it is not the work that takes too long.
      const onTheWay = throughput > 0 && needed !== undefined && needed < from
      return [
        {
          limit: 'timeout',
          apart: true,
          component: connection.to,
          connection: id,
          utilisation: 0,
          use: '',
          // What is retried is not lost yet.
          lost: timedOut * (1 - Math.min(1, retryRate)),
          waiting: 0,
          growing: false,
          heldBy: [connection.to],
          sentence: onTheWay
            ? `Calls over ${nameOf(design, id)} are held up on their way: after ${connection.timeout} ${toShareText(timedOut / throughput)} are given up${took}.`
            : `The timeout of ${nameOf(design, id)} is the bottleneck: after ${connection.timeout} ${toShareText(throughput > 0 ? timedOut / throughput : 0)} of the calls are given up${took}.`,
          remedy: onTheWay
            ? `Look at what holds them up between the two, such as a fault of the network; waiting longer helps only as long as that lasts.`
            : `Wait longer, or make ${name} answer sooner; a retry asks it for the same work again.`,
          ...(needed !== undefined && needed > from
            ? {
                help: {
                  path: ['connections', id, 'timeout'],
                  from,
                  to: needed,
                  step: 0,
                  write: (value: number) => toDuration(niceMs(value)),
                  words: (value: number) => `a timeout of ${toDuration(niceMs(value))}`,
                },
              }
            : {}),
        },
      ]
    }),
}

/** Rounded up to two digits. */
function niceMs(ms: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(ms)) - 1)
  return Math.ceil(ms / unit) * unit
}
