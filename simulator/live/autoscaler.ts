import type { Autoscale, Station } from '../../app/catalogue/component.ts'
import { decide } from '../../app/run/autoscaling/decide.ts'
import { createMemory, type ScalingMemory } from '../../app/run/autoscaling/memory.ts'
import type { FaultAccess } from './faults/fault-access.ts'
import { type ComponentFigures, toComponentFigures } from './figures.ts'
import type { PlannedComponent } from './live-plan.ts'
import type { Measurements } from './measurements.ts'
import { type Report, Window } from './window.ts'

export interface AutoscalerOptions {
  component: PlannedComponent & { behaviour: Station & { autoscale: Autoscale } }
  access: FaultAccess
  measurements: Measurements
  /** Gives the component so many replicas; false: an operator's hand is on them. */
  scale(replicas: number): boolean
}

/** Whether the design has a controller for its replicas. */
export function isAutoscaled(component: PlannedComponent): component is AutoscalerOptions['component'] {
  return component.behaviour.model === 'station' && component.behaviour.autoscale !== undefined
}

/**
 * Shows the controller of one component what was measured since its last look, and starts and stops containers as it decides: the
 * same controller as the prediction's. How long a replica takes to start is what its container takes.
 */
export class Autoscaler {
  readonly #options: AutoscalerOptions
  #memory: ScalingMemory
  #window = new Window()
  #since: number
  #before = 0

  /** `now`: when traffic begins to flow, on the clock of `look`. */
  constructor(options: AutoscalerOptions, now: number) {
    this.#options = options
    this.#memory = createMemory(options.component.container.replicas, 0)
    this.#since = now
  }

  get intervalMs(): number {
    return this.#options.component.behaviour.autoscale.intervalMs
  }

  onReport(report: Report): void {
    this.#window.add(report)
  }

  /** One look, at this moment; `elapsedMs` of the run have passed. */
  look(now: number, elapsedMs: number): void {
    const { component, access, scale } = this.#options
    const { wanted, ready } = access.board.stateOf(component.id)
    const total = this.#total(Math.max(1, now - this.#since), ready)
    this.#window = new Window()
    this.#since = now
    const { replicas, memory } = decide(component.behaviour.autoscale, this.#memory, { wanted, ready, total }, elapsedMs)
    if (replicas === wanted || scale(replicas)) this.#memory = memory
  }

  /** The metric over all replicas: its mean since the last look; a backlog as it is now. */
  #total(spanMs: number, ready: number): number {
    const { component, measurements } = this.#options
    const { autoscale, cores, concurrency } = component.behaviour
    if (autoscale.metric === 'backlog') return measurements.unfinished(component.id)
    const figures = toComponentFigures(component, measurements.edges, this.#window, spanMs, ready)
    if (autoscale.metric === 'queue') return figures.queue.mean
    if (autoscale.metric === 'rate') return this.#offered(figures, spanMs)
    const workers = cores ?? concurrency
    return (figures.utilisation * ready * workers) / (autoscale.reserved ?? workers)
  }

  /** Requests that came per second: those that ended, and those that are more in it than at the last look. */
  #offered({ done, inSystem }: ComponentFigures, spanMs: number): number {
    const more = inSystem.now - this.#before
    this.#before = inSystem.now
    return (Math.max(0, done + more) * 1000) / spanMs
  }
}
