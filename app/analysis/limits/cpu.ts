import { counted, toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { isGrowing } from './growing.ts'
import type { Limit } from './limit.ts'

/** So busy, a shared processor makes everything on it take three times as long (egalitarian sharing: 1 / (1 - rho)). */
const comfortable = 0.65

/** The cores that all requests of a component share. */
export const cpu: Limit = {
  id: 'cpu',
  find: ({ design, stations }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      if (behaviour.model !== 'station' || behaviour.cores === undefined) return []
      const name = nameOf(design, id)
      const { cores, replicas } = behaviour
      const all = cores * replicas
      const ofCores = `${toShareText(figures.utilisation)} of its ${counted(all, 'core')}`
      const growing = isGrowing(figures) || (figures.utilisation > 0.98 && figures.latency.mean === null)
      const load = figures.utilisation * all * (growing ? 1.3 : 1)
      const target = Math.ceil((load / replicas / comfortable) * 4) / 4
      return [
        {
          limit: 'cpu',
          apart: true,
          component: id,
          utilisation: figures.utilisation,
          use: ofCores,
          lost: figures.rejected ?? 0,
          // All that shares is slowed down: who is in the system beyond what the cores work on waits in effect.
          waiting: Math.max(0, figures.inSystem.mean - load),
          growing,
          heldBy: [],
          sentence: `The CPU of ${name} is the bottleneck: ${ofCores} ${all === 1 ? 'is' : 'are'} busy at ${toRateText(figures.throughput)}, and ${Math.round(figures.inSystem.mean)} requests share them on average.`,
          remedy: `Give ${name} more cores or replicas, or shorten its work.`,
          help: {
            path: ['components', id, 'cpu'],
            from: cores,
            to: Math.max(target, cores + 0.25),
            step: 0.25,
            write: (value) => value,
            words: (value) => `${value} cores a replica`,
          },
        },
      ]
    }),
}
