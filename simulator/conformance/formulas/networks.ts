import { quantile, sum } from './numerics.ts'
import { load, meanResponse } from './queues.ts'

/** Networks of stations without losses. Rates are per second, times milliseconds. */

/** Stations in a row, each M/M/1: the response times are independent (Burke, Reich) and add up. */
export function tandemResponse(rate: number, works: number[]): number {
  return works.reduce((all, work) => all + meanResponse({ rate, work, servers: 1 }), 0)
}

/** Quantile of a sum of exponential times of different means. */
export function tandemQuantile(p: number, rate: number, works: number[]): number {
  const rates = works.map((work) => 1 / meanResponse({ rate, work, servers: 1 }))
  return quantile(p, (t) => 1 - rates.reduce((all, nu, i) => all + weight(rates, i) * Math.exp(-nu * t), 0))
}

function weight(rates: number[], i: number): number {
  return rates.reduce((product, nu, j) => (j === i ? product : (product * nu) / (nu - (rates[i] as number))), 1)
}

/** Requests that fail with a chance and join the queue again: Jackson's network with one node. */
export function feedbackResponse({ rate, work, fails }: { rate: number; work: number; fails: number }): number {
  const rho = load({ rate: rate / (1 - fails), work, servers: 1 })
  return (rho / (1 - rho) / rate) * 1000
}

/** Exact mean value analysis of people who think and one worker (Reiser and Lavenberg): requests per second. */
export function closedLoopThroughput({ users, think, work }: { users: number; think: number; work: number }): number {
  let inQueue = 0
  let throughput = 0
  for (let n = 1; n <= users; n++) {
    const response = work * (1 + inQueue)
    throughput = n / (think + response)
    inQueue = throughput * response
  }
  return throughput * 1000
}

export function closedLoopResponse(people: { users: number; think: number; work: number }): number {
  return (people.users / closedLoopThroughput(people)) * 1000 - people.think
}

/** Mean of the largest of n exponential times, in means. */
export function harmonic(n: number): number {
  return sum(1, n, (i) => 1 / i)
}

/** Two M/M/1 queues that each get one half of every request (Flatto and Hahn; Nelson and Tantawi). */
export function forkJoinResponse({ rate, work }: { rate: number; work: number }): number {
  return ((12 - load({ rate, work, servers: 1 })) / 8) * meanResponse({ rate, work, servers: 1 })
}

/** The same for n branches, which is an approximation (Nelson and Tantawi). */
export function nelsonTantawiResponse(n: number, queue: { rate: number; work: number }): number {
  const ratio = harmonic(n) / harmonic(2)
  return (ratio + (4 / 11) * (1 - ratio) * load({ ...queue, servers: 1 })) * forkJoinResponse(queue)
}

/** Quantile of the largest of n exponential times. */
export function slowestQuantile(p: number, n: number, work: number): number {
  return -work * Math.log(1 - p ** (1 / n))
}
