import { Histogram } from '../measure/histogram.ts'
import { Level } from '../measure/level.ts'
import type { ServiceReport } from '../measure/reports.ts'

/** Workers and the queue in front of them, as the prediction engine's station has them: first come, first served. */
export class Station {
  readonly #concurrency: number
  readonly #queueLimit: number
  readonly #queue: { grant: () => void; since: number }[] = []
  readonly #busy = new Level()
  readonly #queued = new Level()
  readonly #inSystem = new Level()
  readonly #latency = new Histogram()
  readonly #waiting = new Histogram()
  #done = 0
  #failed = 0
  #degraded = 0
  #rejected = 0
  #waited = 0

  /** `queueLimit` Infinity: unbounded. */
  constructor(concurrency: number, queueLimit: number) {
    this.#concurrency = concurrency
    this.#queueLimit = queueLimit
  }

  /** Takes a worker as soon as one is free. false: the queue is full. */
  async enter(): Promise<boolean> {
    const since = performance.now()
    const mustWait = this.#busy.now >= this.#concurrency
    if (mustWait && this.#queue.length >= this.#queueLimit) return false
    if (mustWait) {
      this.#waited += 1
      this.#queued.change(1)
      await new Promise<void>((grant) => this.#queue.push({ grant, since }))
    } else this.#busy.change(1)
    this.#waiting.record(mustWait ? performance.now() - since : 0)
    return true
  }

  /** Gives the worker back; the longest waiting request has it next. */
  leave(): void {
    const next = this.#queue.shift()
    if (next) {
      this.#queued.change(-1)
      next.grant()
    } else this.#busy.change(-1)
  }

  /** Runs the handling of one request and counts it from arrival to answer. */
  async count(handle: () => Promise<Outcome>): Promise<Outcome> {
    const arrived = performance.now()
    this.#inSystem.change(1)
    const outcome = await handle().catch((): Outcome => 'failed')
    this.#inSystem.change(-1)
    this.#done += 1
    if (outcome === 'degraded') this.#degraded += 1
    if (outcome === 'ok' || outcome === 'degraded') this.#latency.record(performance.now() - arrived)
    else this.#failed += 1
    if (outcome === 'rejected') this.#rejected += 1
    return outcome
  }

  take(retries: Record<string, number>): ServiceReport {
    const report = {
      done: this.#done,
      failed: this.#failed,
      degraded: this.#degraded,
      rejected: this.#rejected,
      waited: this.#waited,
      busy: this.#busy.take(),
      queue: this.#queued.take(),
      inSystem: this.#inSystem.take(),
      latency: this.#latency.take(),
      waiting: this.#waiting.take(),
      retries,
    }
    this.#done = 0
    this.#failed = 0
    this.#degraded = 0
    this.#rejected = 0
    this.#waited = 0
    return report
  }
}

/** How the handling of one request ended: answered in full or without something, turned away before work, failed by itself, or failed by a call it made. */
export type Outcome = 'ok' | 'degraded' | 'rejected' | 'failed' | 'call failed'
