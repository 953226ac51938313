import type { Model } from '../model/model.ts'
import { Counters } from './counters.ts'
import { Histograms } from './histograms.ts'
import { Levels } from './levels.ts'
import { LimitMeter } from './limit-meter.ts'

/**
 * Everything that is counted while the engine runs. Components, connections and journeys are numbered one after another as
 * subjects: a component has its own number, then come the connections, then the journeys.
 */
export class Meter {
  readonly firstConnection: number
  readonly firstJourney: number
  /** Latency of each subject's requests that were answered well. */
  readonly latency: Histograms
  /** Time each component's requests waited for a worker, or a broker's messages for a consumer. */
  readonly waiting: Histograms
  /** Requests answered, well or badly; made up at the end of each interval. */
  readonly finished: Counters
  readonly failed: Counters
  /** Of those answered well, the ones that were not answered in full. */
  readonly degraded: Counters
  /** Failed calls that did not fail their request, by connection. */
  readonly wentOn: Counters
  /** Calls that undo others, by connection. */
  readonly undone: Counters
  /** Requests that came: by component and journey. */
  readonly offered: Counters
  /** Connections that were set up, by connection of the design. */
  readonly setUp: Counters
  /** Retries, by connection. */
  readonly retried: Counters
  /** Attempts sent beside others, and calls that their caller itself refused, by connection. */
  readonly hedged: Counters
  readonly refused: Counters
  /** Requests that waited at all, by component. */
  readonly waited: Counters
  /** Lookups in a cache and those that were hits, and starts of function instances, by component. */
  readonly lookups: Counters
  readonly hits: Counters
  readonly coldStarts: Counters
  /** Messages of a broker that were done with, delivered again, moved aside as dead letters, and dropped. */
  readonly handled: Counters
  readonly redelivered: Counters
  readonly deadLettered: Counters
  readonly dropped: Counters
  readonly busy: Levels
  readonly queue: Levels
  readonly inSystem: Levels
  /** Replicas that serve. */
  readonly ready: Levels
  /** Thousandths of cores in use, where requests share them. */
  readonly cores: Levels
  /** Requests turned away, and requests that left the queue, by component. */
  readonly rejected: Counters
  readonly abandoned: Counters
  /** Requests that were stopped, because nobody waited for them any more. */
  readonly cancelled: Counters
  /** Writes that failed since another had changed their row; reads at replicas, and those that were stale. */
  readonly conflicts: Counters
  readonly replicaReads: Counters
  readonly staleReads: Counters
  readonly limits: LimitMeter
  /** Everything that is counted in intervals, so that nothing which comes to it is forgotten where one ends. */
  private readonly all: (Counters | Histograms)[]

  constructor(model: Model) {
    const components = model.components.ids.length
    const subjects = components + model.connections.ids.length + model.journeys.length
    this.firstConnection = components
    this.firstJourney = components + model.connections.ids.length
    this.latency = new Histograms(subjects)
    this.waiting = new Histograms(components)
    this.finished = new Counters(subjects)
    this.failed = new Counters(subjects)
    this.degraded = new Counters(subjects)
    this.wentOn = new Counters(model.connections.ids.length)
    this.undone = new Counters(model.connections.ids.length)
    this.setUp = new Counters(model.connections.ids.length)
    this.offered = new Counters(subjects)
    this.retried = new Counters(model.connections.ids.length)
    this.hedged = new Counters(model.connections.ids.length)
    this.refused = new Counters(model.connections.ids.length)
    this.waited = new Counters(components)
    this.lookups = new Counters(components)
    this.hits = new Counters(components)
    this.coldStarts = new Counters(components)
    this.handled = new Counters(components)
    this.redelivered = new Counters(components)
    this.deadLettered = new Counters(components)
    this.dropped = new Counters(components)
    this.busy = new Levels(components)
    this.queue = new Levels(components)
    this.inSystem = new Levels(components)
    this.ready = new Levels(components)
    this.cores = new Levels(components)
    this.rejected = new Counters(components)
    this.abandoned = new Counters(components)
    this.cancelled = new Counters(components)
    this.conflicts = new Counters(components)
    this.replicaReads = new Counters(components)
    this.staleReads = new Counters(components)
    this.limits = new LimitMeter(model)
    this.all = [...Object.values(this).filter((part) => part instanceof Counters || part instanceof Histograms), ...this.limits.counters]
  }

  /** Counts an answer of a subject. */
  answered(subject: number, ok: boolean, latencyMs: number): void {
    if (ok) this.latency.interval.record(subject, latencyMs)
    else this.failed.interval[subject]++
  }

  /** Requests of a subject that were answered in the present interval. */
  finishedNow(subject: number): number {
    return this.latency.interval.n(subject) + this.failed.interval[subject]
  }

  /** The measured window begins anew. */
  restart(): void {
    for (const part of this.all) part.restart()
  }

  /** Ends an interval. `counts`: it belongs to the measured window. */
  fold(counts: boolean): void {
    for (let i = 0; i < this.finished.interval.length; i++) this.finished.interval[i] = this.finishedNow(i)
    for (const part of this.all) part.fold(counts)
    for (const level of [this.busy, this.queue, this.inSystem, this.ready, this.cores, ...this.limits.levels]) level.beginInterval()
  }
}
