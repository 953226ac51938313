import { type LoadPoint, scaleAt } from '../../../app/run/load-shape.ts'
import { exponential, type Random } from '../measure/random.ts'

/**
 * The times at which requests are to be sent, seconds from the start, ascending. Each gap is a unit of work (an exponential
 * variate for Poisson arrivals, 1 for constant ones) that the rate uses up over time, which is exact for a rate that changes
 * (time scaling of a Poisson process); the integral is taken in steps of 10 ms.
 */
export function* arrivalTimes(
  ratePerSecond: number,
  arrivals: 'poisson' | 'constant',
  points: readonly LoadPoint[],
  random: Random,
): Generator<number, void> {
  const lastChange = Math.max(0, ...points.map((point) => point.at + point.over))
  if (ratePerSecond * Math.max(1, ...points.map((point) => point.scale)) <= 0) return
  let time = 0
  for (;;) {
    let work = arrivals === 'poisson' ? exponential(random) : 1
    for (;;) {
      const rate = ratePerSecond * scaleAt(points, time)
      if (time >= lastChange && rate === 0) return
      const end = time >= lastChange ? Number.POSITIVE_INFINITY : (Math.floor(time / step + roundingGuard) + 1) * step
      const possible = rate * (end - time)
      if (possible >= work) {
        time += work / rate
        break
      }
      work -= possible
      time = end
    }
    yield time
  }
}

const step = 0.01
/** Keeps a time that is a multiple of the step but for rounding from being taken for one just below it. */
const roundingGuard = 1e-6
