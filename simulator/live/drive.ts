import { ofMeasured } from '../../app/analysis/objectives.ts'
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
import { Autoscaler, isAutoscaled } from './autoscaler.ts'
import { toEdges } from './broker-edges.ts'
import type { FaultAccess } from './faults/fault-access.ts'
import { FaultDesk } from './faults/fault-desk.ts'
import { outOfReach } from './faults/out-of-reach.ts'
import { MachineLoad } from './machine-load.ts'
import { Measurements } from './measurements.ts'
import { toFrame } from './to-frame.ts'
import { type Traffic, toResult } from './to-result.ts'
import { TraceBook } from './trace-book.ts'
import type { Window } from './window.ts'

const frameMs = 500
/** Rows of the result's time series. */
const mostRows = 600
/** Requests sent later than this on average make the generator itself part of what is measured. */
const notableLatenessMs = 2
/** And later than this, the traffic is another than the one that objectives are about. */
const disturbingLatenessMs = 10

const howJudged = {
  late: 'The objectives are not judged, since the traffic was not what the design asks for.',
  'in part': 'Of the objectives only those are judged that are missed even if all requests that were not sent had been answered well.',
} as const

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
  readonly #traces: TraceBook
  readonly #journeys: string[]
  readonly #frames: Frame[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #random: Random
  readonly #machine = new MachineLoad()
  #start = 0
  #looked = 0
  #end: () => void = () => {}

  constructor(options: DriveOptions) {
    this.#options = options
    this.#random = createRandom(options.seed)
    this.faults = new FaultDesk(options.design, options.access, options.note)
    this.#edges = toEdges(options.access.plan)
    this.#measurements = new Measurements(this.#edges)
    this.#traces = new TraceBook(options.scenario)
    this.#journeys = journeysOf(options.design).filter((name) => isOffered(options.access, name))
  }

  /** Settles with the result when the scenario is over or `finish` was called. */
  async run(): Promise<Result> {
    const { scenario, access } = this.#options
    this.#start = performance.now()
    const autoscalers = this.#createAutoscalers()
    access.mesh.onReport = (report) => {
      this.#measurements.onReport(report, performance.now())
      this.#traces.onReport(report, performance.now())
      for (const autoscaler of autoscalers) autoscaler.onReport(report)
    }
    this.#looked = this.#start
    access.mesh.go()
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve
    })
    this.#at(scenario.warmup, () => {
      this.#measurements.beginTotal(performance.now())
      this.#machine.begin()
    })
    this.#at(scenario.duration, () => this.#end())
    for (const fault of scenario.faults) {
      if (this.#isPlayed(fault)) this.#strike(fault, fault.at)
    }
    for (const autoscaler of autoscalers) this.#lookRegularly(autoscaler, 1)
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

  #createAutoscalers(): Autoscaler[] {
    const { access } = this.#options
    return [...access.plan.components.values()].filter(isAutoscaled).map((component) => {
      const scale = (replicas: number) => this.faults.scale(component.id, replicas)
      return new Autoscaler({ component, access, measurements: this.#measurements, scale }, this.#start)
    })
  }

  #lookRegularly(autoscaler: Autoscaler, count: number): void {
    this.#at((autoscaler.intervalMs * count) / 1000, () => {
      const now = performance.now()
      autoscaler.look(now, now - this.#start)
      this.#lookRegularly(autoscaler, count + 1)
    })
  }

  /** Of the others was told before the run began. */
  #isPlayed(fault: ResolvedFault): boolean {
    const { components, connections } = fault
    const beyond = outOfReach(this.#options.design, fault).length
    return refusal(live, effectsOf(fault.fault)) === undefined && (beyond === 0 || components.length + connections.length > beyond)
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
    const generator = generatorOf(window)
    for (const sentence of [...generator.notes, early ? undefined : this.#machine.note()]) if (sentence) note(sentence)
    if (generator.traffic !== 'as asked' && ofMeasured(scenario.objectives).length > 0) note(howJudged[generator.traffic])
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
      traces: this.#traces.traces(now),
      notes: [...notes],
      traffic: generator.traffic,
    })
  }
}

/** What is to be said of the generators, and whether they sent what the design asks for as far as it matters. */
function generatorOf(window: Window): { notes: string[]; traffic: Traffic } {
  const late = new Histogram()
  let dropped = 0
  for (const load of window.loads.values()) {
    late.add(load.lateness.copy())
    dropped += load.all.dropped
  }
  const mean = late.mean() ?? 0
  const notes = [
    ...(mean > notableLatenessMs
      ? [
          `Requests were sent ${mean.toFixed(1)} ms later than intended on average: this machine is too busy for the traffic. Latencies count from the intended moment.`,
        ]
      : []),
    ...(dropped > 0 ? [`${dropped} requests were not sent because 5,000 were already waiting for an answer; they count as failed.`] : []),
  ]
  return { notes, traffic: mean > disturbingLatenessMs ? 'late' : dropped > 0 ? 'in part' : 'as asked' }
}

function isOffered({ plan }: FaultAccess, journey: string): boolean {
  return [...plan.components.values()].some(({ behaviour }) => behaviour.model === 'source' && (behaviour.journeys[journey] ?? 0) > 0)
}
