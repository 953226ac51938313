import { connectionId } from '../../design/design.ts'
import { counted, toShareText } from '../../run/figures.ts'
import { fullQueue } from '../full-queue.ts'
import { heldFor, workerHolding } from '../worker-holding.ts'
import type { Limit } from './limit.ts'
import { workerHelp } from './worker-help.ts'

/** A queue with a limit: what finds it full is turned away. */
export const fullQueues: Limit = {
  id: 'full-queue',
  find: ({ design, result, stations }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      const holding = workerHolding(design, result, id)
      const full = holding && fullQueue(design, id, figures, holding)
      if (!full || (behaviour.model === 'station' && behaviour.instances)) return []
      const held = heldFor(holding)
      return [
        {
          limit: 'full-queue',
          component: id,
          utilisation: figures.utilisation,
          use: `${toShareText(figures.utilisation)} of its ${counted(holding.workers, 'worker')}`,
          lost: full.share * figures.throughput,
          waiting: figures.queue.mean,
          growing: false,
          heldBy: held ? [connectionId({ from: id, to: held.component }), held.component] : [],
          sentence: full.sentence,
          remedy: full.remedy,
          ...workerHelp(design, id, holding, figures),
        },
      ]
    }),
}
