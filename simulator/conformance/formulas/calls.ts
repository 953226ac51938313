import { sum } from './numerics.ts'

/** What retries, timeouts, hedges, limits and breakers do. Rates are per second, times milliseconds. */

interface Attempts {
  work: number
  timeout: number
  /** Tries after the first. */
  retries: number
}

/** Exponential work without a queue: the chance that an attempt outlasts the timeout. */
const outlasts = ({ work, timeout }: { work: number; timeout: number }) => Math.exp(-timeout / work)

export function successShare(call: Attempts): number {
  return 1 - outlasts(call) ** (call.retries + 1)
}

/** Mean response of the requests that succeed: k timeouts, then work that is known to be shorter than one. */
export function successResponse(call: Attempts): number {
  const p = outlasts(call)
  const shorter = call.work - (call.timeout * p) / (1 - p)
  return sum(0, call.retries, (k) => p ** k * (1 - p) * (k * call.timeout + shorter)) / successShare(call)
}

/** Attempts for each call that fails with a chance each time and is tried again so often. */
export function attemptsPerCall({ fails, retries }: { fails: number; retries: number }): number {
  return (1 - fails ** (retries + 1)) / (1 - fails)
}

/** M/M/1 whose callers give up while the server works on: the share of answers that come too late. */
export function lateShare({ rate, work, timeout }: { rate: number; work: number; timeout: number }): number {
  return Math.exp(-(1 / work - rate / 1000) * timeout)
}

/** M/M/1 whose requests leave the queue after a constant wait (Barrer; Baccelli and Hebuterne). */
export function deadlineShare({ rate, work, deadline }: { rate: number; work: number; deadline: number }): number {
  const [lambda, mu] = [rate / 1000, 1 / work]
  const atDeadline = Math.exp((lambda - mu) * deadline)
  const before = lambda === mu ? lambda * deadline : (lambda * (atDeadline - 1)) / (lambda - mu)
  const after = (lambda * atDeadline) / mu
  return after / (1 + before + after)
}

/** M/M/1 whose requests leave the queue after an exponential time (Palm's Erlang A). */
export function impatientShare({ rate, work, patience }: { rate: number; work: number; patience: number }): number {
  const [lambda, mu] = [rate / 1000, 1 / work]
  let weight = 1
  let total = 1
  for (let n = 1; n < 100_000 && weight > 1e-18 * total; n++) {
    weight *= lambda / (mu + (n - 1) / patience)
    total += weight
  }
  return 1 - (mu * (1 - 1 / total)) / lambda
}

/**
 * The share that a token bucket refuses, which is that of M/D/1/K with K places (Berger and Whitt): the embedded chain at
 * departures, solved from the empty system upwards.
 */
export function refusedByBucket({ rate, refill, burst }: { rate: number; refill: number; burst: number }): number {
  const rho = rate / refill
  const arrivals: number[] = [Math.exp(-rho)]
  for (let i = 1; i <= burst; i++) arrivals.push(((arrivals[i - 1] as number) * rho) / i)
  const weights = [1]
  for (let n = 0; n < burst - 1; n++) {
    const known = sum(1, n, (k) => (weights[k] as number) * (arrivals[n - k + 1] as number))
    weights.push(((weights[n] as number) - (arrivals[n] as number) - known) / (arrivals[0] as number))
  }
  const empty = 1 / weights.reduce((all, weight) => all + weight, 0)
  return 1 - 1 / (empty + rho)
}

/** Exponential work without a queue, asked for a second time after a delay: a quantile beyond the delay. */
export function hedgedQuantile(p: number, { work, delay }: { work: number; delay: number }): number {
  const atDelay = Math.exp(-delay / work)
  return 1 - p >= atDelay ? -work * Math.log(1 - p) : delay - (work / 2) * Math.log((1 - p) / atDelay)
}

/** Probes to a dependency that never answers well: one in each open time and the gap to the next request. */
export function probesPerSecond({ rate, openFor }: { rate: number; openFor: number }): number {
  return 1 / (openFor / 1000 + 1 / rate)
}
