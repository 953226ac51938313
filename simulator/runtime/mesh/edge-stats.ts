import { Histogram } from '../measure/histogram.ts'
import { Level } from '../measure/level.ts'
import type { EdgeReport } from '../measure/reports.ts'
import type { TraceContext } from '../tracing/trace-context.ts'

/** What is counted on one drawn connection. */
export class EdgeStats {
  /** Hears how sampled requests ended; absent: nobody wants to know. */
  readonly onTraced: ((context: TraceContext, begunAt: number, error: string | null) => void) | undefined
  #done = 0
  #failed = 0
  readonly #inFlight = new Level()
  readonly #latency = new Histogram()

  constructor(onTraced?: EdgeStats['onTraced']) {
    this.onTraced = onTraced
  }

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
  /** The contexts of those that are sampled, by when they began. */
  readonly #sampled = new Map<number, TraceContext>()
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

  /** The request that began last is sampled. */
  sample(context: TraceContext): void {
    const begunAt = this.#begun.at(-1)
    if (begunAt !== undefined) this.#sampled.set(begunAt, context)
  }

  /** `error`: why it was not answered well. */
  end(ok: boolean, error = 'its connection broke'): void {
    const begunAt = this.#begun.shift()
    if (begunAt === undefined) return
    this.#stats.end(begunAt, ok)
    const context = this.#sampled.get(begunAt)
    if (!context) return
    this.#sampled.delete(begunAt)
    this.#stats.onTraced?.(context, begunAt, ok ? null : error)
  }

  /** The connection broke: nothing that is pending will be answered. */
  fail(): void {
    while (this.#begun.length > 0) this.end(false)
  }
}
