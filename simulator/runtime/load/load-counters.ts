import { Histogram } from '../measure/histogram.ts'
import { Level } from '../measure/level.ts'
import type { CallCounts, LoadReport } from '../measure/reports.ts'

interface JourneyCounters {
  offered: number
  done: number
  failed: number
  degraded: number
  dropped: number
  latency: Histogram
}

/** What one load generator counts. */
export class LoadCounters {
  readonly #journeys = new Map<string, JourneyCounters>()
  readonly #inFlight = new Level()
  readonly #lateness = new Histogram()

  sent(journey: string, lateMs: number): void {
    this.#of(journey).offered += 1
    this.#lateness.record(lateMs)
    this.#inFlight.change(1)
  }

  ended(journey: string, latencyMs: number, ok: boolean, degraded: boolean): void {
    const counters = this.#of(journey)
    this.#inFlight.change(-1)
    counters.done += 1
    if (ok) counters.latency.record(latencyMs)
    else counters.failed += 1
    if (degraded) counters.degraded += 1
  }

  dropped(journey: string): void {
    const counters = this.#of(journey)
    this.#inFlight.change(-1)
    counters.done += 1
    counters.failed += 1
    counters.dropped += 1
  }

  take(calls: Record<string, CallCounts>): LoadReport {
    const journeys = Object.fromEntries([...this.#journeys].map(([name, each]) => [name, { ...each, latency: each.latency.take() }]))
    for (const each of this.#journeys.values()) Object.assign(each, { offered: 0, done: 0, failed: 0, degraded: 0, dropped: 0 })
    return { journeys, inFlight: this.#inFlight.take(), lateness: this.#lateness.take(), calls }
  }

  #of(journey: string): JourneyCounters {
    const counters = this.#journeys.get(journey) ?? { offered: 0, done: 0, failed: 0, degraded: 0, dropped: 0, latency: new Histogram() }
    this.#journeys.set(journey, counters)
    return counters
  }
}
