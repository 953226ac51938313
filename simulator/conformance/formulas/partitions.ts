/** Places that are asked for unevenly, each a server of its own. Times are milliseconds, rates per second. */

/** Shares of `places` to which the keys are dealt out in the order of their popularity, the n-th in proportion to 1 / n^zipf. */
export function zipfShares(keys: number, zipf: number, places: number): number[] {
  const shares = new Array<number>(places).fill(0)
  let total = 0
  for (let n = 1; n <= keys; n++) {
    shares[(n - 1) % places] = (shares[(n - 1) % places] ?? 0) + n ** -zipf
    total += n ** -zipf
  }
  return shares.map((share) => share / total)
}

/** Mean response of shards that are each M/M/1: sum of p_i / (mu - p_i lambda) (Kleinrock I 1975, 3.2). */
export function shardResponse(shares: number[], { rate, work }: { rate: number; work: number }): number {
  return shares.reduce((sum, share) => sum + (1000 * share) / (1000 / work - share * rate), 0)
}

/** Mean wait of messages in partitions of which one message is handled at a time: sum of p_i rho_i / (mu - p_i lambda), as M/M/1. */
export function partitionWait(shares: number[], { rate, work }: { rate: number; work: number }): number {
  return shares.reduce((sum, share) => {
    const load = (share * rate * work) / 1000
    return sum + (share * load * work) / (1 - load)
  }, 0)
}
