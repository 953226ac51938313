import { counted, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { countHelp, type Limit } from './limit.ts'
import { serversToLose } from './staffing.ts'

/** A bulkhead: so many calls under way, one more is refused at once. */
export const bulkhead: Limit = {
  id: 'bulkhead',
  find: ({ design, connections }) =>
    connections.flatMap(({ id, connection, figures, callers }) => {
      if (connection.bulkhead === undefined || !figures.bulkhead) return []
      const size = connection.bulkhead
      const lost = figures.refusedBy?.bulkhead ?? 0
      const come = figures.throughput + lost
      const all = size * callers
      const utilisation = Math.min(1, figures.bulkhead.inUse.mean / all)
      const load = (figures.bulkhead.inUse.mean / callers) * (figures.throughput > 0 ? come / figures.throughput : 2)
      return [
        {
          limit: 'bulkhead',
          apart: true,
          component: connection.from,
          connection: id,
          utilisation,
          use: `${toShareText(utilisation)} of the ${counted(all, 'call')} of the bulkhead ${nameOf(design, id)}`,
          lost,
          waiting: 0,
          growing: false,
          heldBy: [connection.to],
          sentence: `The bulkhead ${nameOf(design, id)} is the bottleneck: ${counted(size, 'call')} at once ${size === 1 ? 'is' : 'are'} too few for what comes, so that ${toShareText(come > 0 ? lost / come : 0)} are refused.`,
          remedy: `Let more calls be under way at once, or make ${nameOf(design, connection.to)} answer sooner; retries would only be refused as well.`,
          help: countHelp(['connections', id, 'bulkhead'], size, serversToLose(load), 'calls at once'),
        },
      ]
    }),
}
