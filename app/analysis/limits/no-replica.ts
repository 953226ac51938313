import { toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import type { Limit } from './limit.ts'

/** A component of which no replica is there for a while: a fault, a breakdown. */
export const noReplica: Limit = {
  id: 'no-replica',
  find: ({ design, stations }) =>
    stations.flatMap(({ id, figures }) => {
      const lost = figures.rejectedBy?.noReplica ?? 0
      if (lost === 0) return []
      const name = nameOf(design, id)
      return [
        {
          limit: 'no-replica',
          apart: true,
          component: id,
          utilisation: 0,
          use: '',
          lost,
          waiting: 0,
          growing: false,
          heldBy: [],
          sentence: `${name} is the bottleneck: ${toShareText(lost / figures.throughput)} of its ${toRateText(figures.throughput)} requests find no replica that is there.`,
          remedy: `Give ${name} a replica that does not fail with the others, or bring it back sooner; callers could retry, with a budget, for as long as that takes.`,
        },
      ]
    }),
}
