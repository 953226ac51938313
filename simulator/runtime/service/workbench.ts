import { createWaiter, largestDebt } from '../measure/waiter.ts'

/** Lets the time of some work pass. */
export type Workbench = (workMs: number) => Promise<void>

/**
 * `cores`: what all work shares, each piece at most one of them (egalitarian processor sharing); absent: each has its own. `uses` hears
 * how many of them are in use from now on.
 */
export function createWorkbench(cores: number | undefined, uses: (cores: number) => void): Workbench {
  return cores === undefined ? apart() : shared(cores, uses)
}

function apart(): Workbench {
  const wait = createWaiter()
  return (workMs) => new Promise((done) => wait(workMs, done))
}

interface Piece {
  leftMs: number
  done: () => void
}

function shared(cores: number, uses: (cores: number) => void): Workbench {
  const pieces = new Set<Piece>()
  let since = performance.now()
  let stop = () => {}
  /** Work that was done beyond what was asked for, since timers count whole milliseconds and fire late: taken off what comes next. */
  let debt = 0
  const speed = () => Math.min(1, cores / pieces.size)
  const advance = () => {
    const now = performance.now()
    const doneMs = (now - since) * (pieces.size === 0 ? 0 : speed())
    since = now
    for (const piece of pieces) piece.leftMs -= doneMs
  }
  const turn = () => {
    advance()
    // Timers are good to a millisecond, so what is all but done is.
    for (const piece of [...pieces]) {
      if (piece.leftMs > 0.5) continue
      debt = Math.max(-largestDebt, Math.min(largestDebt, debt - piece.leftMs))
      pieces.delete(piece)
      piece.done()
    }
    again()
  }
  const again = () => {
    uses(Math.min(cores, pieces.size))
    stop()
    if (pieces.size === 0) return
    const nextMs = Math.min(...[...pieces].map(({ leftMs }) => leftMs))
    if (nextMs <= 0.5) {
      const soon = setImmediate(turn)
      stop = () => clearImmediate(soon)
    } else {
      const later = setTimeout(turn, Math.max(1, Math.floor(nextMs / speed())))
      stop = () => clearTimeout(later)
    }
  }
  return (workMs) =>
    new Promise((done) => {
      advance()
      const paid = Math.min(debt, workMs)
      debt -= paid
      pieces.add({ leftMs: workMs - paid, done })
      again()
    })
}
