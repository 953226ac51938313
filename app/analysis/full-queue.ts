import { behaviourOf } from '../catalogue/behaviour-of.ts'
import type { Design } from '../design/design.ts'
import { counted, toRateText, toShareText } from '../run/figures.ts'
import type { ComponentFrame } from '../run/frame.ts'
import type { ComponentResult } from '../run/result.ts'
import type { WorkerHolding } from './worker-holding.ts'

/** Requests are turned away because no worker is free and the queue is full. */
export interface FullQueue {
  /** Share of the requests that are turned away. */
  share: number
  sentence: string
  remedy: string
}

/** Busier than this, there is no worker to spare. */
const allBusy = 0.95
/** Fuller than this, a queue that empties and fills again turns requests away. */
const allButFull = 0.9
/** Fewer requests turned away are no finding. */
const leastShare = 0.005

/**
 * Whether a component fails requests because its queue is full, what comes of it, and what to do; undefined where it is not so.
 * A frame and a measured result do not count what is turned away: there it is all that fails.
 */
export function fullQueue(
  design: Design,
  id: string,
  figures: ComponentResult | ComponentFrame,
  { workers, waitingForCalls, longest }: WorkerHolding,
): FullQueue | undefined {
  const component = design.components[id]
  const behaviour = behaviourOf(component)
  if (behaviour?.model !== 'station' || figures.utilisation < allBusy || figures.throughput === 0) return undefined
  const waiting = typeof figures.queue === 'number' ? figures.queue : figures.queue.max
  if (!(waiting >= behaviour.queueLimit * allButFull)) return undefined
  const counts = 'rejected' in figures ? figures.rejected : undefined
  const turnedAway = counts ?? figures.throughput * figures.errorRate
  const served = figures.throughput - turnedAway
  const share = turnedAway / figures.throughput
  if (share < leastShare || served <= 0) return undefined
  const name = component?.name ?? id
  const callee = longest && waitingForCalls > 0.5 ? (design.components[longest.component]?.name ?? longest.component) : undefined
  const busy = workers === 1 ? 'its worker is busy' : `all ${workers} workers are busy`
  const needed = Math.ceil((workers * figures.throughput) / served)
  return {
    share,
    sentence:
      `${name} turns away ${toShareText(share)} of its requests: ${busy}${callee ? `, mostly waiting for ${callee},` : ''} ` +
      `at ${toRateText(served)} where ${toRateText(figures.throughput)} come, and ${queueOf(behaviour.queueLimit)}.`,
    remedy:
      `Give ${name} about ${counted(needed, 'worker')} in all, ${callee ? `make ${callee} answer sooner` : 'shorten its work'}, ` +
      `or let less traffic through before it; a longer queue only makes requests wait.`,
  }
}

function queueOf(limit: number): string {
  return limit === 0 ? 'requests may not wait' : `its queue of ${limit} is full`
}
