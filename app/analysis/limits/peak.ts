import { toShareText } from '../../run/figures.ts'
import type { Result } from '../../run/result.ts'
import { nameOf } from '../name-of.ts'
import { workerHolding } from '../worker-holding.ts'
import type { Limit } from './limit.ts'
import { workerHelp } from './worker-help.ts'

/** Busier than this in its worst tenth of the time, a component is at its limit then, whatever the mean says. */
const full = 0.95

/** A component that is at its limit for a while, as when traffic rises for a minute. */
export const peak: Limit = {
  id: 'peak',
  find: ({ design, result, stations }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      const holding = workerHolding(design, result, id)
      const top = worstTenth(result, id)
      if (!holding || top <= full || behaviour.model === 'broker') return []
      const name = nameOf(design, id)
      const errors = figures.errorRate >= 0.01 ? `, and ${toShareText(figures.errorRate)} of its requests fail` : ''
      const workers = holding.workers === 1 ? 'its worker is' : `its ${holding.workers} workers are`
      return [
        {
          limit: 'peak',
          component: id,
          utilisation: top,
          use: `${toShareText(figures.utilisation)} of its workers`,
          lost: 0,
          waiting: figures.queue.mean,
          growing: false,
          peak: true,
          heldBy: holding.longest && holding.waitingForCalls > 0.5 ? [holding.longest.component] : [],
          sentence: `${name} is the bottleneck at the peak: ${workers} all busy then, with up to ${Math.round(figures.queue.max)} requests waiting${errors}.`,
          remedy: `Add replicas or workers to ${name} before the peak, or shorten its work.`,
          ...workerHelp(design, id, holding, { ...figures, utilisation: Math.max(top, figures.utilisation) }),
        },
      ]
    }),
}

/** The utilisation that a component exceeds in a tenth of the measured time. */
function worstTenth({ series, warmup }: Result, id: string): number {
  const column = series.components[id]?.utilisation ?? []
  const measured = column.filter((value, i) => value !== null && (series.time[i] as number) > warmup).sort((a, b) => (b ?? 0) - (a ?? 0))
  return measured[Math.floor(measured.length / 10)] ?? 0
}
