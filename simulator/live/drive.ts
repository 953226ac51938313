import type { Design } from '../../app/design/design.ts'
import { effectsOf } from '../../app/faults/faults.ts'
import { live, refusal } from '../../app/faults/support.ts'
import { quietTime, repeatsOf } from '../../app/run/fault-repeats.ts'
import type { ResolvedFault } from '../../app/run/fault-target.ts'
import type { Frame, RunEvent } from '../../app/run/frame.ts'
import { journeysOf } from '../../app/run/journeys.ts'
import type { Result } from '../../app/run/result.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'
import { Histogram } from '../runtime/measure/histogram.ts'
import { createRandom, exponential, type Random } from '../runtime/measure/random.ts'
import { toEdges } from './broker-edges.ts'
import type { FaultAccess } from './faults/fault-access.ts'
import { FaultDesk } from './faults/fault-desk.ts'
import { Measurements } from './measurements.ts'
import { toFrame } from './to-frame.ts'
import { toResult } from './to-result.ts'

const frameMs = 500
/** Rows of the result's time series. */
const mostRows = 600
/** Requests sent later than this on average make the generator itself part of what is measured. */
const notableLatenessMs = 2

export interface DriveOptions {
  design: Design
  seed: number
  scenario: ResolvedScenario
  access: FaultAccess
  emit: (event: RunEvent) => void
  note: (message: string) => void
  notes: readonly string[]
  /** When the run was asked for. */
  begun: number
}

/** The part of a run in which traffic flows: keeps the scenario's time, its faults, the frames and the figures. */
export class Drive {
  readonly faults: FaultDesk
  readonly #options: DriveOptions
  readonly #edges
  readonly #measurements: Measurements
  readonly #journeys: string[]
  readonly #frames: Frame[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #random: Random
  #start = 0
  #looked = 0
  #end: () => void = () => {}

  constructor(options: DriveOptions) {
    this.#options = options
    this.#random = createRandom(options.seed)
    this.faults = new FaultDesk(options.design, options.access, options.note)
    this.#edges = toEdges(options.access.plan)
    this.#measurements = new Measurements(this.#edges)
    this.#journeys = journeysOf(options.design).filter((name) => isOffered(options.access, name))
  }

  /** Settles with the result when the scenario is over or `finish` was called. */
  async run(): Promise<Result> {
    const { scenario, access } = this.#options
    access.mesh.onReport = (report) => this.#measurements.onReport(report, performance.now())
    this.#start = performance.now()
    this.#looked = this.#start
    access.mesh.go()
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve
    })
    this.#at(scenario.warmup, () => this.#measurements.beginTotal(performance.now()))
    this.#at(scenario.duration, () => this.#end())
    for (const fault of scenario.faults) {
      if (refusal(live, effectsOf(fault.fault)) === undefined) this.#strike(fault, fault.at)
    }
    const ticker = setInterval(() => this.#look(), frameMs)
    this.#timers.add(ticker)
    await ended
    const result = this.#conclude()
    access.mesh.halt()
    this.close()
    return result
  }

  finish(): void {
    this.#end()
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.faults.close()
  }

  /** A fault that repeats is scheduled anew each time it begins. */
  #strike(fault: ResolvedFault, second: number): void {
    this.#at(second, () => {
      this.faults.begin(fault).catch((error: Error) => this.#options.note(error.message))
      const repeats = repeatsOf(fault)
      if (!repeats) return
      // A restart that does not say how long it takes is over when it is.
      const lasts = Math.min(fault.until - fault.at, repeats.every)
      this.#strike(fault, second + lasts + quietTime(repeats, lasts, () => exponential(this.#random)))
    })
  }

  #at(second: number, act: () => void): void {
    this.#timers.add(setTimeout(act, Math.max(0, second * 1000 - (performance.now() - this.#start))))
  }

  #look(): void {
    const now = performance.now()
    const { access, scenario, emit } = this.#options
    const states = new Map([...access.plan.components.keys()].map((id) => [id, access.board.stateOf(id)] as const))
    for (const [id, { ready }] of states) this.#measurements.onReady(id, ready, now - this.#looked)
    this.#looked = now
    const time = (now - this.#start) / 1000
    const frame = toFrame(access.plan, {
      time,
      warmup: time < scenario.warmup,
      ...this.#measurements.recent(now, this.#start),
      states,
      faults: this.faults.active,
      backlog: (broker) => this.#measurements.backlog(broker),
      journeys: this.#journeys,
      edges: this.#edges,
    })
    if (time >= this.#frames.length * Math.max(1, scenario.duration / mostRows)) this.#frames.push(frame)
    emit({ type: 'frame', frame })
  }

  #conclude(): Result {
    const { scenario, access, design, seed, notes, note, begun } = this.#options
    const now = performance.now()
    const duration = (now - this.#start) / 1000
    // A run that was ended in its warm-up has no measured part.
    const early = !this.#measurements.measuring
    this.#measurements.endTotal()
    if (early) note('The run ended during its warm-up, so there are no figures.')
    const { window, spanMs } = this.#measurements.total(now)
    for (const sentence of this.#generatorNotes(window)) note(sentence)
    note('Traces are sampled in predictions only, so there are none here.')
    return toResult(access.plan, {
      design: design.name ?? 'Design',
      scenario,
      seed,
      duration: Math.abs(duration - scenario.duration) < 0.5 ? scenario.duration : duration,
      warmup: scenario.warmup,
      wallSeconds: (now - begun) / 1000,
      window,
      spanMs,
      edges: this.#edges,
      journeys: this.#journeys,
      frames: this.#frames,
      notes: [...notes],
    })
  }

  #generatorNotes(window: ReturnType<Measurements['total']>['window']): string[] {
    const late = new Histogram()
    let dropped = 0
    for (const load of window.loads.values()) {
      late.add(load.lateness.copy())
      dropped += load.dropped
    }
    const mean = late.mean() ?? 0
    return [
      ...(mean > notableLatenessMs
        ? [
            `Requests were sent ${mean.toFixed(1)} ms later than intended on average: this machine is too busy for the traffic. Latencies count from the intended moment.`,
          ]
        : []),
      ...(dropped > 0 ? [`${dropped} requests were not sent because 5,000 were already waiting for an answer; they count as failed.`] : []),
    ]
  }
}

function isOffered({ plan }: FaultAccess, journey: string): boolean {
  return [...plan.components.values()].some(({ behaviour }) => behaviour.model === 'source' && (behaviour.journeys[journey] ?? 0) > 0)
}
