/** Calls back after a time in milliseconds, which may be a fraction. */
export type Waiter = (delayMs: number, done: () => void) => void

/** Milliseconds. A container that was frozen, or a machine that stood still, is not made up for. */
export const largestDebt = 10

/**
 * Node's timers count whole milliseconds and fire late, on average by more than half of one, which would make a station of 2 ms
 * a quarter slower than designed. Spinning would be exact and burn the processor that all containers share. So the lateness of
 * each wait is taken off the next ones: single waits are off by a millisecond or two, their mean is right.
 */
export function createWaiter(): Waiter {
  let debt = 0
  return (delayMs, done) => {
    const begun = performance.now()
    const target = delayMs - debt
    const settle = () => {
      const late = performance.now() - begun - delayMs
      debt = Math.max(-largestDebt, Math.min(largestDebt, debt + late))
      done()
    }
    if (target < 0.5) setImmediate(settle)
    else setTimeout(settle, Math.max(1, Math.floor(target)))
  }
}
