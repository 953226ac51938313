import { counted, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { workerHolding } from '../worker-holding.ts'
import { isGrowing } from './growing.ts'
import { countHelp, type Limit } from './limit.ts'

/** So near to its most replicas on average, an autoscaler has nothing left to add. */
const atItsMost = 0.9

/** An autoscaler that may not add another replica, though its target asks for one. */
export const autoscaler: Limit = {
  id: 'autoscaler',
  find: ({ design, result, stations }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      if (behaviour.model !== 'station' || !behaviour.autoscale) return []
      const { max, target, metric } = behaviour.autoscale
      const holding = workerHolding(design, result, id)
      if (figures.replicas.mean < atItsMost * max || !holding) return []
      const name = nameOf(design, id)
      const growing = isGrowing(figures)
      const wanted = metric === 'utilisation' ? (max * figures.utilisation * (growing ? 1.3 : 1)) / target : max * 1.5
      return [
        {
          limit: 'autoscaler',
          apart: true,
          component: id,
          utilisation: figures.utilisation,
          use: `${toShareText(figures.utilisation)} of its ${counted(holding.workers, 'worker')}`,
          lost: figures.rejected ?? 0,
          waiting: figures.queue.mean,
          growing,
          heldBy: [],
          sentence: `The autoscaler of ${name} is the bottleneck: it is at its most, ${counted(max, 'replica')}, whose workers are ${toShareText(figures.utilisation)} busy${metric === 'utilisation' ? ` where ${toShareText(target)} is its target` : ''}.`,
          remedy: `Let ${name} have more replicas at most, or shorten its work.`,
          help: countHelp(['components', id, 'autoscale', 'max'], max, wanted, 'replicas at most'),
        },
      ]
    }),
}
