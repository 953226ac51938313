import type { ActiveFault, ComponentFrame, ComponentState, Frame } from '../../app/run/frame.ts'
import type { Histogram } from '../runtime/measure/histogram.ts'
import type { Edges } from './broker-edges.ts'
import { errorRate, inFull, toComponentFigures } from './figures.ts'
import type { LivePlan } from './live-plan.ts'
import { EdgeTally, JourneyTally } from './tally.ts'
import type { Window } from './window.ts'

export interface Moment {
  /** Seconds of scenario time. */
  time: number
  warmup: boolean
  window: Window
  spanMs: number
  states: Map<string, { state: ComponentState; ready: number; wanted: number }>
  faults: ActiveFault[]
  /** Messages that wait in each broker. */
  backlog(broker: string): number
  journeys: string[]
  edges: Edges
}

/** What the canvas shows at one moment. */
export function toFrame(plan: LivePlan, moment: Moment): Frame {
  const { window, spanMs } = moment
  const perSecond = (count: number) => (count * 1000) / spanMs
  return {
    time: moment.time,
    warmup: moment.warmup,
    faults: moment.faults,
    components: mapEach([...plan.components.keys()], (id) => toComponentFrame(plan, moment, id)),
    connections: mapEach(
      plan.edges.map((edge) => edge.id),
      (id) => {
        const edge = window.edges.get(id) ?? new EdgeTally()
        return { throughput: perSecond(edge.done), errorRate: errorRate(edge), ...quantiles(edge.latency) }
      },
    ),
    journeys: mapEach(moment.journeys, (name) => {
      const journey = window.journeys.get(name) ?? new JourneyTally()
      return {
        throughput: perSecond(journey.done),
        offered: perSecond(journey.offered),
        errorRate: errorRate(journey),
        ...(plan.degrades ? { degraded: inFull(journey, spanMs)?.degraded } : {}),
        ...quantiles(journey.latency),
      }
    }),
  }
}

function toComponentFrame(plan: LivePlan, moment: Moment, id: string): ComponentFrame {
  const component = plan.components.get(id)
  const state = moment.states.get(id)
  if (!component || !state) throw new Error(`${id} is not part of the run`)
  const figures = toComponentFigures(component, moment.edges, moment.window, moment.spanMs, state.wanted)
  const waits = component.behaviour.model === 'broker' ? moment.backlog(id) : figures.queue.now
  return {
    state: state.state,
    throughput: (figures.done * 1000) / moment.spanMs,
    errorRate: errorRate(figures),
    ...(plan.degrading.has(id) ? { degraded: inFull(figures, moment.spanMs)?.degraded } : {}),
    utilisation: figures.utilisation,
    queue: waits,
    inSystem: figures.inSystem.now + (component.behaviour.model === 'broker' ? waits : 0),
    replicas: state.wanted,
    replicasReady: state.ready,
    ...quantiles(figures.latency),
  }
}

function quantiles(latency: Histogram) {
  return { mean: latency.mean(), p50: latency.quantile(0.5), p95: latency.quantile(0.95), p99: latency.quantile(0.99) }
}

export function mapEach<T>(keys: string[], value: (key: string) => T): Record<string, T> {
  return Object.fromEntries(keys.map((key) => [key, value(key)]))
}
