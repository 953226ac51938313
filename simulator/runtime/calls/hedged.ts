import type { ProgramCall } from '../../../app/run/program.ts'

/** One attempt of a call: it says when it leaves its caller, and hears when nobody waits for it any more. */
export type Attempt<T> = (onLeft: () => void, nobodyWaits: AbortSignal, isHedge: boolean) => Promise<T>

/**
 * A call whose attempts that are not answered in time get others beside them (Dean and Barroso 2013): the first good answer counts.
 * Callees work on for those that nobody waits for any more.
 */
export function hedged<T>(hedge: NonNullable<ProgramCall['hedge']>, attempt: Attempt<T>, isGood: (ended: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const over = new AbortController()
    let underWay = 0
    let sent = 0
    let timer: NodeJS.Timeout | undefined
    const end = (ended: T) => {
      clearTimeout(timer)
      over.abort()
      resolve(ended)
    }
    const send = (isHedge: boolean) => {
      underWay += 1
      attempt(isHedge ? () => {} : wait, over.signal, isHedge).then((ended) => {
        underWay -= 1
        if (!isHedge) clearTimeout(timer)
        if (!over.signal.aborted && (isGood(ended) || underWay === 0)) end(ended)
      })
    }
    // Only the first attempt sends others, as long as it is under way itself.
    const wait = () => {
      if (sent >= hedge.attempts) return
      timer = setTimeout(() => {
        sent += 1
        wait()
        send(true)
      }, hedge.afterMs)
    }
    send(false)
  })
}
