// The least work that M/M/1 can be in this language: no events, no queue, only Lindley's recursion for the waiting time
// (D. V. Lindley, 1952): wait' = max(0, wait + service - time to the next arrival). Nothing general can be faster.
export function runLimit(requests) {
  let state = 1
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  let wait = 0
  let total = 0
  const begun = process.cpuUsage()
  for (let served = 0; served < requests; served++) {
    const service = -Math.log(uniform())
    total += wait + service
    wait = Math.max(0, wait + service + Math.log(uniform()) / 0.8)
  }
  const { user, system } = process.cpuUsage(begun)
  return { requests, seconds: (user + system) / 1e6, meanMs: total / requests }
}
