import { CpuShare } from '../../engine/parts/cpu-share.ts'
import { largestDebt } from '../measure/waiter.ts'

/** Timers are good to a millisecond, so what is all but done is. */
const allButMs = 0.5

/** Lets the time of the work of one replica pass. */
export interface Workbench {
  spend(workMs: number): Promise<void>
  /** All work, that under way too, shares so many cores from now on, each piece at most one of them. Infinity: each has its own. */
  share(cores: number): void
}

/**
 * The sharing of cores that the prediction has, by its own code, in time that really passes. `uses` hears how many cores are in use
 * from now on.
 *
 * Node's timers count whole milliseconds and fire late, on average by more than half of one, and spinning would burn the processor that
 * all containers share. So what was done beyond what was asked for is taken off what comes next: single pieces are off by a
 * millisecond or two, their mean is right.
 */
export function createWorkbench(cores: number, uses: (cores: number) => void): Workbench {
  const shared = new CpuShare(cores)
  const pieces = new Map<number, () => void>()
  let last = 0
  let debt = 0
  let stop = () => {}
  const pass = () => {
    const now = performance.now()
    while (shared.untilNext(now) <= allButMs) {
      const { piece, left } = shared.next(now)
      shared.remove(piece, now)
      debt = Math.max(-largestDebt, Math.min(largestDebt, debt - left))
      pieces.get(piece)?.()
      pieces.delete(piece)
    }
    return now
  }
  const turn = () => {
    pass()
    again()
  }
  const again = () => {
    const now = performance.now()
    uses(shared.used() / 1000)
    stop()
    const nextMs = shared.untilNext(now)
    if (nextMs === Number.POSITIVE_INFINITY) return
    if (nextMs <= allButMs) {
      const soon = setImmediate(turn)
      stop = () => clearImmediate(soon)
    } else {
      const later = setTimeout(turn, Math.max(1, Math.floor(nextMs)))
      stop = () => clearTimeout(later)
    }
  }
  return {
    spend: (workMs) =>
      new Promise((done) => {
        const now = pass()
        const paid = Math.min(debt, workMs)
        debt -= paid
        last = (last + 1) % 2 ** 31
        pieces.set(last, done)
        shared.add(last, workMs - paid, now)
        again()
      }),
    share: (shares) => {
      shared.changeCores(shares, pass())
      again()
    },
  }
}
