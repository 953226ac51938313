import type { KeySkew } from '../../design/fields.ts'
import { counted, toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { countHelp, type Limit } from './limit.ts'

/** A hundredth of the writes may conflict. */
const aimed = 0.01

/** Writes that are in one another's way: with optimistic locking the later one of the same row fails. */
export const conflicts: Limit = {
  id: 'conflicts',
  find: ({ design, stations }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      const lost = figures.conflicts ?? 0
      if (behaviour.model !== 'station' || !behaviour.rows || lost === 0) return []
      const name = nameOf(design, id)
      const share = lost / figures.throughput
      const { shares, keys } = behaviour.rows.skew
      const rows = shares?.length ?? keys
      const written = (design.components[id]?.rows as KeySkew | undefined)?.keys
      // With so many writes of a row under way, a / (1 + a) of them conflict.
      const underWay = share / Math.max(1 - share, 0.01)
      return [
        {
          limit: 'conflicts',
          apart: true,
          component: id,
          utilisation: 0,
          use: '',
          lost,
          waiting: 0,
          growing: false,
          heldBy: [],
          sentence: `The rows of ${name} are the bottleneck: ${toShareText(share)} of its ${toRateText(figures.throughput)} calls conflict, since another had changed the same of its ${counted(rows, 'row')}.`,
          remedy: `Spread what is written over more rows, shorten the time between reading and writing, or try again after a backoff with jitter; without one the same calls only meet again.`,
          ...(written === undefined
            ? {}
            : { help: countHelp(['components', id, 'rows', 'keys'], rows, (rows * underWay) / aimed, 'rows') }),
        },
      ]
    }),
}
