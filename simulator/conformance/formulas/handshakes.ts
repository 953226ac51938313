/** Milliseconds. */
export interface SetUp {
  think: number
  work: number
  latency: number
  roundTrips: number
  keys: number
  keepAlive: number
}

/** The share of the calls for which a connection is set up: the pause before them was longer than an idle one is kept. */
export function setUpShare({ think, keepAlive }: SetUp): number {
  return Math.exp(-keepAlive / think)
}

export function setUpResponse(call: SetUp): number {
  const { work, latency, roundTrips, keys } = call
  return work + 2 * latency + setUpShare(call) * (keys + 2 * roundTrips * latency)
}
