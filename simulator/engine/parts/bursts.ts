import { exponential } from '../chance/exponential.ts'
import { uniform } from '../chance/streams.ts'
import { leftOver, passLoad } from './load-time.ts'
import { unitGap } from './unit-gap.ts'
import { PHASES, streamOf, type World } from './world.ts'

/**
 * Bursty arrivals: a Markov-modulated Poisson process of two states (Fischer and Meier-Hellstern 1993). Busy and quiet phases,
 * exponential both, follow one another; the rate is higher in the one and lower in the other, and its mean is the source's.
 */
export class Bursts {
  /** Of the mean rate, while busy. */
  private readonly busyFactor: number
  private readonly quietFactor: number
  private readonly meanMs: readonly [quiet: number, busy: number]
  private readonly stream: number
  private busy: boolean
  private endsAt: number

  constructor(component: number, { onMs, offMs, quiet }: { onMs: number; offMs: number; quiet: number }, chance: Int32Array) {
    this.stream = streamOf(component, PHASES)
    this.busyFactor = (onMs + offMs) / (onMs + offMs * quiet)
    this.quietFactor = this.busyFactor * quiet
    this.meanMs = [offMs, onMs]
    // As it is found at a moment long after it began.
    this.busy = uniform(chance, this.stream) < onMs / (onMs + offMs)
    this.endsAt = this.drawEnd(0, chance)
  }

  next(w: World, index: number): number {
    const { ratePerMs } = w.model.sources[index]
    let time = w.queue.clock[0]
    let wanted = unitGap(w, w.model.sources[index])
    for (;;) {
      time = passLoad(w, index, ratePerMs * (this.busy ? this.busyFactor : this.quietFactor), time, wanted, this.endsAt)
      wanted = leftOver[0]
      if (wanted === 0 || time >= w.untilMs) return time
      this.busy = !this.busy
      this.endsAt = this.drawEnd(time, w.chance)
    }
  }

  private drawEnd(now: number, chance: Int32Array): number {
    return now + this.meanMs[this.busy ? 1 : 0] * exponential(chance, this.stream)
  }
}

/** When the next request of a bursty source comes; Infinity: never. */
export function nextInBursts(w: World, index: number): number {
  return w.bursts[index]?.next(w, index) ?? Number.POSITIVE_INFINITY
}
