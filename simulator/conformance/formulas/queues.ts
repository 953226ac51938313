import { quantile, root, sum } from './numerics.ts'

/** Single stations. Rates are per second, times milliseconds; `work` is the mean of one request's work. */
export interface Queue {
  rate: number
  work: number
}

/** Share of the workers that is busy, where nothing is lost. */
export function load({ rate, work, servers }: Queue & { servers: number }): number {
  return (rate * work) / 1000 / servers
}

/** The chance that all workers of M/M/c are busy (Erlang C), from Erlang B by its recursion. */
export function chanceToWait(queue: Queue & { servers: number }): number {
  const blocked = erlangB(queue)
  return blocked / (1 - load(queue) * (1 - blocked))
}

/** The chance that all of c servers are busy where nobody waits (Erlang B); the distribution of the work does not matter. */
export function erlangB({ rate, work, servers }: Queue & { servers: number }): number {
  const offered = (rate * work) / 1000
  let blocked = 1
  for (let c = 1; c <= servers; c++) blocked = (offered * blocked) / (c + offered * blocked)
  return blocked
}

export function meanWait(queue: Queue & { servers: number }): number {
  return chanceToWait(queue) / spare(queue)
}

export function meanResponse(queue: Queue & { servers: number }): number {
  return meanWait(queue) + queue.work
}

export function waitQuantile(p: number, queue: Queue & { servers: number }): number {
  return Math.max(0, Math.log(chanceToWait(queue) / (1 - p)) / spare(queue))
}

/** The response time is the sum of the wait, of which a part is 0 and the rest exponential, and of exponential work. */
export function responseQuantile(p: number, queue: Queue & { servers: number }): number {
  const waits = chanceToWait(queue)
  const mu = 1 / queue.work
  const nu = spare(queue)
  const longer = (t: number) =>
    Math.abs(nu - mu) < 1e-9 * mu
      ? Math.exp(-mu * t) * (1 + waits * mu * t)
      : (1 - waits) * Math.exp(-mu * t) + (waits * (nu * Math.exp(-mu * t) - mu * Math.exp(-nu * t))) / (nu - mu)
  return quantile(p, (t) => 1 - longer(t))
}

/** Requests that c workers could finish beyond those that come, per millisecond. */
function spare({ rate, work, servers }: Queue & { servers: number }): number {
  return servers / work - rate / 1000
}

export interface Limited extends Queue {
  servers: number
  /** Places to wait. */
  places: number
}

/** M/M/c/K, K = c + places: the chance of each number in the system. */
function levels({ rate, work, servers, places }: Limited): number[] {
  const weights = [1]
  for (let n = 1; n <= servers + places; n++) weights.push(((weights[n - 1] as number) * rate * work) / 1000 / Math.min(n, servers))
  const total = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / total)
}

export function turnedAway(queue: Limited): number {
  return levels(queue).at(-1) as number
}

export function acceptedPerSecond(queue: Limited): number {
  return queue.rate * (1 - turnedAway(queue))
}

export function acceptedResponse(queue: Limited): number {
  const inSystem = levels(queue).reduce((all, chance, n) => all + n * chance, 0)
  return (inSystem / acceptedPerSecond(queue)) * 1000
}

/** Mean wait in M/G/1 (Pollaczek and Khinchine). */
export function generalWait({ rate, work, cv }: Queue & { cv: number }): number {
  const rho = (rate * work) / 1000
  return (rho * (1 + cv * cv) * work) / (2 * (1 - rho))
}

/** Quantile of the wait in M/D/1, from Erlang's distribution of the wait. */
export function evenWorkWaitQuantile(p: number, { rate, work }: Queue): number {
  const perWork = (rate * work) / 1000
  const waitsLess = (works: number) =>
    (1 - perWork) *
    sum(0, Math.floor(works), (k) => {
      const missing = perWork * (k - works)
      let term = Math.exp(-missing)
      for (let i = 1; i <= k; i++) term *= missing / i
      return term
    })
  return work * quantile(p, waitsLess)
}

/** GI/M/1: the chance that an arrival finds the worker busy; `transform` is the Laplace transform of the gaps. */
function geometricLoad(mu: number, transform: (s: number) => number): number {
  return root(0, 1 - 1e-12, (sigma) => sigma - transform(mu * (1 - sigma)))
}

/** Response time of D/M/1, which is exponential with this mean. */
export function evenArrivalsResponse({ rate, work }: Queue): number {
  const sigma = geometricLoad(1 / work, (s) => Math.exp((-s * 1000) / rate))
  return work / (1 - sigma)
}

/** Round robin over replicas: each sees every k-th request of a Poisson stream, whose gaps are Erlang-k. */
export function roundRobinResponse({ rate, work, replicas }: Queue & { replicas: number }): number {
  const sigma = geometricLoad(1 / work, (s) => (rate / 1000 / (rate / 1000 + s)) ** replicas)
  return work / (1 - sigma)
}

/** Processor sharing: insensitive to the distribution of the work. */
export function sharedResponse({ rate, work }: Queue): number {
  return work / (1 - (rate * work) / 1000)
}

/**
 * How long requests wait where who came last is served first, on one worker with exponential work: who waits at all (a share rho) waits
 * for a busy period, whose density is e^{-(lambda+mu)t} I1(2t sqrt(lambda mu)) / (t sqrt(rho)) (Kleinrock I (1975) 5.8). Integrated
 * in steps of a two-thousandth of the work, with I1 as the mean of e^{x cos a} cos a over the circle.
 */
export function latestFirstWaitQuantile(p: number, { rate, work }: Queue): number {
  const lambda = (rate * work) / 1000
  const step = 0.0005
  const angles = Array.from({ length: 64 }, (_, k) => Math.cos(((k + 0.5) * Math.PI) / 64))
  const density = (t: number) => {
    // e^{-(1+lambda)t} is taken into the integrand, so that neither factor overflows.
    const mean = angles.reduce((sum, cos) => sum + Math.exp(2 * t * Math.sqrt(lambda) * cos - (1 + lambda) * t) * cos, 0) / angles.length
    return mean / (t * Math.sqrt(lambda))
  }
  let left = p - (1 - lambda)
  let t = 0
  for (;;) {
    const within = lambda * density(t + step / 2) * step
    if (within >= left) return (t + (step * left) / within) * work
    left -= within
    t += step
  }
}

/** Non-preemptive priorities on one worker with exponential work (Cobham); `rates` from the first class to the last. */
export function priorityWait(rates: number[], work: number, rank: number): number {
  const loadUpTo = (last: number) => sum(0, last, (i) => (((rates[i] as number) * work) / 1000) as number)
  const residual = loadUpTo(rates.length - 1) * work
  return residual / ((1 - loadUpTo(rank - 1)) * (1 - loadUpTo(rank)))
}

/** The better of d replicas chosen at random, in the limit of many replicas (Mitzenmacher). */
export function choicesResponse(choices: number, { rate, work, replicas }: Queue & { replicas: number }): number {
  const rho = (rate * work) / 1000 / replicas
  return work * sum(1, 60, (i) => rho ** ((choices ** i - choices) / (choices - 1)))
}

/** Two queues of which the shorter is joined: the balance equations solved numerically, cut off where nothing is left. */
export function shorterQueueResponse({ rate, work }: Queue): number {
  const lambda = (rate * work) / 1000
  const most = 60
  const at = (a: number, b: number) => a * (most + 1) + b
  let chances = new Float64Array((most + 1) ** 2)
  chances[0] = 1
  // Uniformised chain: one step is at most one arrival or one departure.
  const rates = lambda + 2
  for (let step = 0; step < 20_000; step++) {
    const next = new Float64Array(chances.length)
    for (let a = 0; a <= most; a++) {
      for (let b = 0; b <= most; b++) {
        const chance = chances[at(a, b)] as number
        if (chance < 1e-18) continue
        const add = (to: number, share: number) => {
          next[to] = (next[to] as number) + (chance * share) / rates
        }
        const toFirst = a < b ? 1 : a > b ? 0 : 0.5
        add(a < most ? at(a + 1, b) : at(a, b), lambda * toFirst)
        add(b < most ? at(a, b + 1) : at(a, b), lambda * (1 - toFirst))
        add(at(Math.max(0, a - 1), b), 1)
        add(at(a, Math.max(0, b - 1)), 1)
      }
    }
    chances = next
  }
  const inSystem = chances.reduce((all, chance, i) => all + chance * (Math.floor(i / (most + 1)) + (i % (most + 1))), 0)
  return (inSystem / rate) * 1000
}

/** Requests in batches of a fixed size on one worker with exponential work. */
export function batchResponse({ rate, work, batch }: Queue & { batch: number }): number {
  const rho = (rate * work) / 1000
  return ((rho * (1 + batch)) / (2 * (1 - rho)) / rate) * 1000
}

/** One worker that needs a constant set-up after every idle spell (Welch). */
export function setUpResponse({ rate, work, setUp }: Queue & { setUp: number }): number {
  const lambda = rate / 1000
  return work / (1 - lambda * work) + (2 * setUp + lambda * setUp ** 2) / (2 * (1 + lambda * setUp))
}

/** One worker that breaks down at random, idle or not, and takes up its work again where it was (White and Christie). */
export function breakdownResponse({ rate, work, every, down }: Queue & { every: number; down: number }): number {
  const [lambda, mu, fail, repair] = [rate / 1000, 1 / work, 1 / every, 1 / down]
  return (mu * fail + (fail + repair) ** 2) / ((fail + repair) * (repair * mu - lambda * (fail + repair)))
}
