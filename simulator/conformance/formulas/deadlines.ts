/**
 * M/M/1 whose requests leave after a constant time, waiting or served (Barrer 1957). No more work can be in front of a request than
 * it would wait for, so the workload has the density lambda P0 e^{-(mu-lambda)x} of M/M/1 up to the deadline, and none beyond.
 * Rates per second, times milliseconds.
 */
export interface Deadline {
  rate: number
  work: number
  deadline: number
}

/** The chance that the server idles. */
function idleShare({ rate, work, deadline }: Deadline): number {
  const lambda = rate / 1000
  const spare = 1 / work - lambda
  const busy = spare === 0 ? lambda * deadline : (lambda * (1 - Math.exp(-spare * deadline))) / spare
  return 1 / (1 + busy)
}

export function busyShare(queue: Deadline): number {
  return 1 - idleShare(queue)
}

/** The share of requests that are not answered in time: what was in front of them and their own work take longer. */
export function missedShare(queue: Deadline): number {
  return idleShare(queue) * Math.exp(-(1 / queue.work - queue.rate / 1000) * queue.deadline)
}
