import { toBitsPerSecond } from '../../design/quantities.ts'
import { toLatencyText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import type { Limit } from './limit.ts'

/** So busy, a message waits for the link about as long as it takes to send (M/D/1: rho / 2 (1 - rho)). */
const comfortable = 0.6

/** The bandwidth of a connection: messages leave one after another. */
export const link: Limit = {
  id: 'link',
  find: ({ design, connections }) =>
    connections.flatMap(({ id, connection, figures }) => {
      if (connection.bandwidth === undefined || !figures.link) return []
      const { request, response } = figures.link
      const way = request.utilisation >= response.utilisation ? 'there' : 'back'
      const { utilisation } = way === 'there' ? request : response
      const waiting = request.waiting + response.waiting
      const name = nameOf(design, id)
      const wait = figures.throughput > 0 ? (waiting / figures.throughput) * 1000 : 0
      const from = toBitsPerSecond(connection.bandwidth)
      return [
        {
          limit: 'link',
          apart: true,
          component: connection.from,
          connection: id,
          utilisation,
          use: `${toShareText(utilisation)} of the bandwidth of ${name}`,
          lost: 0,
          waiting,
          growing: utilisation > 0.995 && waiting > 50,
          heldBy: [],
          sentence: `The link ${name} is the bottleneck: its ${connection.bandwidth}/s are ${toShareText(utilisation)} used on the way ${way}, and each call waits ${toLatencyText(wait)} for it.`,
          remedy: 'Give the link more bandwidth, or send smaller messages or fewer.',
          help: {
            path: ['connections', id, 'bandwidth'],
            from,
            to: Math.max(from * 1.1, (from * utilisation * (utilisation > 0.995 ? 1.5 : 1)) / comfortable),
            step: 0,
            write: toBandwidth,
            words: (value) => `a bandwidth of ${toBandwidth(value)}`,
          },
        },
      ]
    }),
}

/** Two significant digits in the largest unit: `25Mbit`. */
function toBandwidth(bitsPerSecond: number): string {
  const [unit, factor] = (
    [
      ['Gbit', 1e9],
      ['Mbit', 1e6],
      ['kbit', 1e3],
      ['bit', 1],
    ] as const
  ).find(([, each]) => bitsPerSecond >= each) ?? ['bit', 1]
  const value = bitsPerSecond / factor
  const digits = value >= 100 ? Math.ceil(value / 10) * 10 : value >= 10 ? Math.ceil(value) : Math.ceil(value * 10) / 10
  return `${digits}${unit}`
}
