/** What becomes of calls that are about the same row. Times milliseconds, rates per second. */

/**
 * Share of writes that fail where the first to commit wins. Of one row they end at random, as often as they begin; one that ends less
 * than their constant time after a commit has begun before it. So commits are what a counter with a dead time counts (Feller 1948,
 * type I): lambda / (1 + lambda D) of them a second, and the rest conflicts.
 */
export function conflictShare({ rate, work, keys }: { rate: number; work: number; keys: number }): number {
  const underWay = ((rate / keys) * work) / 1000
  return underWay / (1 + underWay)
}

/** Share of the reads whose row was changed less than the lag ago, where changes of a row come at random: 1 - e^(-w L). */
export function staleShare({ rate, reads, keys, lag }: { rate: number; reads: number; keys: number; lag: number }): number {
  return 1 - Math.exp((-(rate * (1 - reads)) / keys) * (lag / 1000))
}
