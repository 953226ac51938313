/** How many servers a load needs: the formulas behind every number that is proposed before it is predicted. */

const most = 1_000_000

/** Share of requests that find all of so many servers busy and are lost (Erlang B, by its recursion). `load`: busy servers if none were lost. */
export function erlangB(load: number, servers: number): number {
  let inverse = 1
  for (let n = 1; n <= servers && inverse < 1e12; n++) inverse = 1 + (n / load) * inverse
  return 1 / inverse
}

/** Share of requests that wait for one of so many servers (Erlang C). */
function erlangC(load: number, servers: number): number {
  if (load >= servers) return 1
  const blocked = erlangB(load, servers)
  return blocked / (1 - (load / servers) * (1 - blocked))
}

/** The fewest servers at which at most this share of requests waits. */
export function serversToWait(load: number, share = 0.1): number {
  return fewest(load, (servers) => erlangC(load, servers) <= share)
}

/** The fewest servers at which at most this share of requests is lost. */
export function serversToLose(load: number, share = 0.005): number {
  return fewest(load, (servers) => erlangB(load, servers) <= share)
}

/** Found by doubling steps from the load on, then by halving. */
function fewest(load: number, isEnough: (servers: number) => boolean): number {
  let low = Math.max(0, Math.floor(load))
  let high = low + 1
  while (!isEnough(high) && high < most) {
    low = high
    high = Math.ceil(high + Math.max(1, Math.sqrt(load)))
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}
