import { type LoadPoint, scaleAt } from '../../../app/run/load-shape.ts'
import type { LoadProgram } from '../../../app/run/program.ts'
import { exponential, type Random } from '../measure/random.ts'

/**
 * The times at which requests are to be sent, seconds from the start, ascending. Each gap is a unit of work (an exponential
 * variate for Poisson arrivals, 1 for constant ones, so many times as much where requests come in batches) that the rate uses
 * up over time, which is exact for a rate that changes (time scaling of a Poisson process); the integral is taken in steps of
 * 10 ms. Bursty arrivals are Poisson arrivals whose rate is another in busy and in quiet phases.
 */
export function* arrivalTimes(
  { ratePerSecond, arrivals, batch, burst }: Pick<LoadProgram, 'ratePerSecond' | 'arrivals' | 'batch' | 'burst'>,
  points: readonly LoadPoint[],
  random: Random,
): Generator<number, void> {
  const lastChange = Math.max(0, ...points.map((point) => point.at + point.over))
  if (ratePerSecond * Math.max(1, ...points.map((point) => point.scale)) <= 0) return
  const phases = burst && new Phases(burst, random)
  let time = 0
  for (;;) {
    let work = batch * (arrivals === 'constant' ? 1 : exponential(random))
    for (;;) {
      const scale = scaleAt(points, time)
      if (time >= lastChange && scale === 0) return
      const rate = ratePerSecond * scale * (phases?.factorAt(time) ?? 1)
      const stepEnd = time >= lastChange ? Number.POSITIVE_INFINITY : (Math.floor(time / step + roundingGuard) + 1) * step
      const end = Math.min(stepEnd, phases?.end ?? Number.POSITIVE_INFINITY)
      const possible = rate === 0 ? 0 : rate * (end - time)
      if (possible >= work) {
        time += work / rate
        break
      }
      work -= possible
      time = end
    }
    for (let left = batch; left > 0; left -= 1) yield time
  }
}

const step = 0.01
/** Keeps a time that is a multiple of the step but for rounding from being taken for one just below it. */
const roundingGuard = 1e-6

/** Busy and quiet phases in turn, exponential both, beginning as they are found long after their beginning. */
class Phases {
  /** Of the present phase, seconds. */
  end: number
  readonly #random: Random
  readonly #burst: NonNullable<LoadProgram['burst']>
  readonly #busyFactor: number
  #busy: boolean

  constructor(burst: NonNullable<LoadProgram['burst']>, random: Random) {
    const { onMs, offMs, quiet } = burst
    this.#burst = burst
    this.#random = random
    this.#busyFactor = (onMs + offMs) / (onMs + offMs * quiet)
    this.#busy = random() < onMs / (onMs + offMs)
    this.end = this.#length()
  }

  /** What the mean rate is multiplied by at a time; times ascend. */
  factorAt(time: number): number {
    while (time >= this.end) {
      this.#busy = !this.#busy
      this.end += this.#length()
    }
    return this.#busy ? this.#busyFactor : this.#busyFactor * this.#burst.quiet
  }

  #length(): number {
    return ((this.#busy ? this.#burst.onMs : this.#burst.offMs) / 1000) * exponential(this.#random)
  }
}
