/** How long what nobody is told of still gets its share. Times are milliseconds, rates per second. */

/**
 * Two replicas chosen at random by their weights, each M/M/1: the mean of 1 / (mu - p_i lambda) by the shares p_i, in milliseconds
 * (Kleinrock I 1975, 3.2; random splitting keeps Poisson arrivals Poisson).
 */
export function weightedResponse({ rate, work }: { rate: number; work: number }, weight: number): number {
  const mu = 1000 / work
  const [one, other] = [weight / (1 + weight), 1 / (1 + weight)]
  return 1000 * (one / (mu - one * rate) + other / (mu - other * rate))
}

/**
 * Share of failed calls where one of two replicas dies once every so long, and is taken out after so many failed checks: that takes
 * unhealthy - 1/2 intervals in the mean, since the checks know nothing of the deaths, and half of the calls go there until then.
 */
export function undetectedShare({ interval, unhealthy, every }: { interval: number; unhealthy: number; every: number }): number {
  return ((unhealthy - 0.5) * interval) / every / 2
}

/**
 * Share of failed calls where one of two replicas fails always: n failures of half the calls eject it, and it comes back at the
 * first look after its ejection, half an interval later in the mean. Renewal reward: n failures in each such time.
 */
export function ejectedShare(o: { rate: number; consecutive: number; interval: number; ejection: number }): number {
  const cycle = (2 * o.consecutive) / o.rate + (o.ejection + o.interval / 2) / 1000
  return o.consecutive / (o.rate * cycle)
}

/**
 * Share of the calls that one of two replicas has while its weight rises in a line from a tenth to all: the integral of v / (1 + v)
 * with v = max(1/10, t), over t from 0 to 1.
 */
export function slowStartShare(): number {
  const least = 0.1
  return (least * least) / (1 + least) + (1 - least) - Math.log(2 / (1 + least))
}
