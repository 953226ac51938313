import type { StubServing } from '../../../app/run/program.ts'
import type { Random } from '../measure/random.ts'
import { sampleWork } from '../measure/work-sampler.ts'

/** Requests that wait for a worker. */
export interface Line {
  readonly length: number
  /** true: it has a worker now; false: it has left, since it waited too long. */
  join(journey: string): Promise<boolean>
  /** Gives a worker to who is next; false: nobody waits. */
  next(): boolean
}

interface Waiting {
  rank: number
  grant: (itsTurn: boolean) => void
  timer: NodeJS.Timeout | undefined
}

/**
 * Who is next: the highest priority, then who came first, or last. How long each waits: by its patience, and by CoDel the interval,
 * or the target where the line has not been empty for an interval (Maurer 2015), as in the prediction.
 */
export function createLine({ latestFirst, priorities, queueTimeout, controlledDelay }: StubServing, random: Random): Line {
  const waiting: Waiting[] = []
  let emptyAt = 0
  const patience = () => (queueTimeout ? sampleWork(queueTimeout, random) : Number.POSITIVE_INFINITY)
  const controlled = () => {
    if (!controlledDelay) return Number.POSITIVE_INFINITY
    const now = performance.now()
    if (waiting.length === 0) emptyAt = now
    return now - emptyAt > controlledDelay.intervalMs ? controlledDelay.targetMs : controlledDelay.intervalMs
  }
  const nextPlace = () => {
    if (!priorities) return latestFirst ? waiting.length - 1 : 0
    const first = waiting.reduce((least, { rank }) => Math.min(least, rank), Number.POSITIVE_INFINITY)
    return waiting.findIndex(({ rank }) => rank === first)
  }
  return {
    get length() {
      return waiting.length
    },
    join: (journey) =>
      new Promise((grant) => {
        const each: Waiting = { rank: priorities?.[journey] ?? Number.MAX_VALUE, grant, timer: undefined }
        const longest = Math.min(patience(), controlled())
        const leave = () => {
          waiting.splice(waiting.indexOf(each), 1)
          grant(false)
        }
        if (Number.isFinite(longest)) each.timer = setTimeout(leave, longest)
        waiting.push(each)
      }),
    next: () => {
      const [next] = waiting.splice(nextPlace(), 1)
      clearTimeout(next?.timer)
      next?.grant(true)
      return next !== undefined
    },
  }
}
