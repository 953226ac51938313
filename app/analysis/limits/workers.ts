import { connectionId } from '../../design/design.ts'
import { counted, toRateText, toShareText } from '../../run/figures.ts'
import type { ComponentResult } from '../../run/result.ts'
import { nameOf } from '../name-of.ts'
import { heldFor, workerHolding } from '../worker-holding.ts'
import { isGrowing } from './growing.ts'
import { type Limit, workerWord } from './limit.ts'
import { workerHelp } from './worker-help.ts'

/** The workers of a component: all busy, with its own work or held while it waits for others. */
export const workers: Limit = {
  id: 'workers',
  find: (seen) =>
    seen.stations.flatMap(({ id, behaviour, figures }) => {
      const holding = workerHolding(seen.design, seen.result, id)
      // What shares a CPU, is split into a primary and others, comes and goes, or only accepts has a limit of its own.
      if (!holding || behaviour.model !== 'station' || behaviour.instances || figures.roles || behaviour.cores !== undefined) return []
      if (!Number.isFinite(holding.workers)) return []
      const name = nameOf(seen.design, id)
      const word = workerWord(seen.design, id)
      const growing = isGrowing(figures)
      const grows = growing ? `, and its queue grows without end (up to ${Math.round(figures.queue.max)} waiting)` : ''
      const busy = `${toShareText(figures.utilisation)} of its ${counted(holding.workers, word)} ${holding.workers === 1 ? 'is' : 'are'} busy`
      const held = heldFor(holding)
      const callee = held && nameOf(seen.design, held.component)
      return [
        {
          limit: 'workers',
          component: id,
          utilisation: figures.utilisation,
          use: `${toShareText(figures.utilisation)} of its ${counted(holding.workers, word)}`,
          lost: figures.abandoned ?? 0,
          waiting: figures.queue.mean,
          growing,
          heldBy: held ? [connectionId({ from: id, to: held.component }), held.component] : [],
          sentence: held
            ? `${name} is the bottleneck: ${busy}, ${toShareText(held.share)} of that held waiting for ${callee}${grows}${leaving(figures)}.`
            : `${name} is the bottleneck: ${busy} at ${toRateText(figures.throughput)}${grows || waitingPart(figures)}${leaving(figures)}.`,
          remedy: held
            ? `Make ${callee} answer sooner, raise the concurrency of ${name}, or release its workers while calls are awaited.`
            : `Add ${word === 'worker' ? 'replicas or workers' : `${word}s`} to ${name}, or shorten its work.`,
          ...workerHelp(seen.design, id, holding, figures),
        },
      ]
    }),
}

function waitingPart({ waiting }: ComponentResult): string {
  return waiting.share >= 0.005 ? `, and ${toShareText(waiting.share)} of its requests wait for one` : ''
}

function leaving({ abandoned = 0, throughput }: ComponentResult): string {
  return abandoned > 0.01 * throughput ? `; ${toShareText(abandoned / throughput)} give up waiting` : ''
}
