import type { ActiveFault, ComponentFrame, ComponentState, Frame } from '../../../app/run/frame.ts'
import { DOWN, PAUSED, type World } from '../parts/world.ts'
import { Columns } from './columns.ts'
import { usedLevel, workersOf } from './overload.ts'

const quantilesOfFrames = [0.5, 0.95, 0.99]

/** Turns what was counted since the last frame into a frame and a row of the series, and keeps what the result needs. */
export class FrameRecorder {
  readonly columns: Columns
  private readonly world: World
  private readonly busyBefore: Float64Array
  private readonly readyBefore: Float64Array
  private startedAt = 0

  constructor(world: World) {
    const components = world.model.components.ids.length
    this.world = world
    this.columns = new Columns(world.model)
    this.busyBefore = new Float64Array(components)
    this.readyBefore = new Float64Array(components)
  }

  /** The interval from the last frame until now. */
  record(): Frame {
    const { model, meter, queue } = this.world
    const now = queue.clock[0]
    const seconds = (now - this.startedAt) / 1000
    const warmup = this.startedAt < model.warmupMs
    const frame: Frame = { time: now / 1000, warmup, components: {}, connections: {}, journeys: {}, faults: this.activeFaults() }
    model.components.ids.forEach((id, c) => {
      frame.components[id] = this.componentFrame(c, now, seconds)
    })
    model.connections.ids.forEach((id, k) => {
      frame.connections[id] = this.flow(meter.firstConnection + k, seconds)
    })
    model.journeys.forEach((name, j) => {
      const subject = meter.firstJourney + j
      if (!this.columns.hasJourney(j)) return
      frame.journeys[name] = { ...this.flow(subject, seconds), offered: meter.offered.interval[subject] / seconds }
    })
    this.columns.add(frame)
    this.beginInterval(now, !warmup)
    return frame
  }

  /** Ends an interval after the scenario's end, of which there is no picture. */
  pass(): undefined {
    this.beginInterval(this.world.queue.clock[0], true)
  }

  private beginInterval(now: number, counts: boolean): void {
    const { meter } = this.world
    for (let c = 0; c < this.busyBefore.length; c++) {
      this.busyBefore[c] = usedLevel(this.world, c).area(c, now)
      this.readyBefore[c] = meter.ready.area(c, now)
    }
    meter.fold(counts)
    this.startedAt = now
  }

  private flow(subject: number, seconds: number) {
    const { meter } = this.world
    const { failed, latency } = meter
    const n = meter.finishedNow(subject)
    const [p50, p95, p99] = latency.interval.quantiles(subject, quantilesOfFrames)
    return {
      throughput: n / seconds,
      errorRate: n > 0 ? failed.interval[subject] / n : 0,
      ...(this.mayDegrade(subject) ? { degraded: n > 0 ? meter.degraded.interval[subject] / n : 0 } : {}),
      mean: latency.interval.mean(subject),
      p50,
      p95,
      p99,
    }
  }

  private mayDegrade(subject: number): boolean {
    const { meter, model } = this.world
    if (subject >= meter.firstJourney) return model.fallbacks.any
    if (subject >= meter.firstConnection) return model.fallbacks.connection[subject - meter.firstConnection] === 1
    return model.fallbacks.component[subject] === 1
  }

  private componentFrame(c: number, now: number, seconds: number): ComponentFrame {
    const { meter, model, faults } = this.world
    const lookups = meter.lookups.interval[c]
    const workers = (meter.ready.area(c, now) - this.readyBefore[c]) * workersOf(this.world, c)
    const busy = usedLevel(this.world, c).area(c, now) - this.busyBefore[c]
    return {
      state: this.stateOf(c),
      ...this.flow(c, seconds),
      utilisation: workers > 0 ? Math.min(1, Math.max(0, busy / workers)) : 0,
      queue: meter.queue.now(c),
      inSystem: meter.inSystem.now(c),
      replicas: model.components.instances[c] ? meter.ready.now(c) : faults.wanted[c],
      replicasReady: meter.ready.now(c),
      ...(model.components.caches[c] ? { hitRatio: lookups > 0 ? meter.hits.interval[c] / lookups : null } : {}),
    }
  }

  private stateOf(c: number): ComponentState {
    const { model, replicas, meter, faults } = this.world
    // A function without instances is ready to start one.
    const serves = model.components.instances[c] !== null && replicas.status[model.components.firstReplica[c]] === 0
    if (serves || meter.ready.now(c) >= faults.wanted[c]) return 'ready'
    if (meter.ready.now(c) > 0) return 'degraded'
    const first = model.components.firstReplica[c]
    for (let r = first; r < first + faults.wanted[c]; r++) {
      if ((replicas.status[r] & DOWN) === 0 && (replicas.status[r] & PAUSED) !== 0) return 'paused'
    }
    return 'down'
  }

  private activeFaults(): ActiveFault[] {
    const { faults, model } = this.world
    return faults.active.map((index) => ({ id: `fault-${index + 1}`, fault: model.faults[index].fault, mechanism: 'simulated' }))
  }
}
