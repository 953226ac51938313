import { Histogram } from '../measure/histogram.ts'
import { Level } from '../measure/level.ts'
import type { EdgeReport } from '../measure/reports.ts'

/** What is counted on one drawn connection. */
export class EdgeStats {
  #done = 0
  #failed = 0
  readonly #inFlight = new Level()
  readonly #latency = new Histogram()

  /** A request began; returns when. */
  begin(): number {
    this.#inFlight.change(1)
    return performance.now()
  }

  end(begunAt: number, ok: boolean): void {
    this.#inFlight.change(-1)
    this.#done += 1
    if (ok) this.#latency.record(performance.now() - begunAt)
    else this.#failed += 1
  }

  take(): EdgeReport {
    const report = { done: this.#done, failed: this.#failed, inFlight: this.#inFlight.take(), latency: this.#latency.take() }
    this.#done = 0
    this.#failed = 0
    return report
  }
}

/** The requests of one TCP connection that have begun and not ended, oldest first. */
export class Pending {
  readonly #begun: number[] = []
  readonly #stats: EdgeStats

  constructor(stats: EdgeStats) {
    this.#stats = stats
  }

  get count(): number {
    return this.#begun.length
  }

  begin(): void {
    this.#begun.push(this.#stats.begin())
  }

  end(ok: boolean): void {
    const begunAt = this.#begun.shift()
    if (begunAt !== undefined) this.#stats.end(begunAt, ok)
  }

  /** The connection broke: nothing that is pending will be answered. */
  fail(): void {
    while (this.#begun.length > 0) this.end(false)
  }
}
