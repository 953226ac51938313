import { Histogram } from '../runtime/measure/histogram.ts'
import type { LevelDelta } from '../runtime/measure/level.ts'
import type { EdgeReport, JourneyReport, LoadReport, ServiceReport } from '../runtime/measure/reports.ts'

/** Sums of reports over any number of intervals and replicas. */
export class LevelTally {
  area = 0
  max = 0
  readonly #peaks = new Map<string, number>()
  readonly #now = new Map<string, number>()

  /** `source`: which replica it is from, since peaks of several replicas add up. */
  add(source: string, delta: LevelDelta): void {
    this.area += delta.area
    this.#now.set(source, delta.now)
    this.#peaks.set(source, delta.max)
    this.max = Math.max(this.max, sum(this.#peaks.values()))
  }

  get now(): number {
    return sum(this.#now.values())
  }
}

export class EdgeTally {
  done = 0
  failed = 0
  readonly inFlight = new LevelTally()
  readonly latency = new Histogram()

  add(report: EdgeReport): void {
    this.done += report.done
    this.failed += report.failed
    this.inFlight.add('', report.inFlight)
    this.latency.add(report.latency)
  }
}

export class ServiceTally {
  done = 0
  failed = 0
  degraded = 0
  waited = 0
  readonly busy = new LevelTally()
  readonly queue = new LevelTally()
  readonly inSystem = new LevelTally()
  readonly latency = new Histogram()
  readonly waiting = new Histogram()

  add(replica: number, report: ServiceReport): void {
    const source = String(replica)
    this.done += report.done
    this.failed += report.failed
    this.degraded += report.degraded
    this.waited += report.waited
    this.busy.add(source, report.busy)
    this.queue.add(source, report.queue)
    this.inSystem.add(source, report.inSystem)
    this.latency.add(report.latency)
    this.waiting.add(report.waiting)
  }
}

export class JourneyTally {
  offered = 0
  done = 0
  failed = 0
  degraded = 0
  dropped = 0
  readonly latency = new Histogram()

  add(report: JourneyReport): void {
    this.offered += report.offered
    this.done += report.done
    this.failed += report.failed
    this.degraded += report.degraded
    this.dropped += report.dropped
    this.latency.add(report.latency)
  }
}

export class LoadTally {
  readonly all = new JourneyTally()
  readonly inFlight = new LevelTally()
  readonly lateness = new Histogram()

  add(report: LoadReport): void {
    this.inFlight.add('', report.inFlight)
    this.lateness.add(report.lateness)
    for (const journey of Object.values(report.journeys)) this.all.add(journey)
  }
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
