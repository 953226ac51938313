import { evaluateObjectives, ofMeasured, unjudged, withCertainMisses } from '../../app/analysis/objectives.ts'
import type { Frame } from '../../app/run/frame.ts'
import type { ComponentResult, Latency, Result, Trace } from '../../app/run/result.ts'
import type { ResolvedScenario } from '../../app/run/scenario.ts'
import { Histogram } from '../runtime/measure/histogram.ts'
import type { Edges } from './broker-edges.ts'
import { type ComponentFigures, errorRate, inFull, toComponentFigures } from './figures.ts'
import type { LivePlan } from './live-plan.ts'
import { EdgeTally, JourneyTally } from './tally.ts'
import { mapEach } from './to-frame.ts'
import { meanOf, type Window } from './window.ts'

export interface Outcome {
  design: string
  scenario: ResolvedScenario
  seed: number
  /** Seconds the scenario went on, and how many of them the figures leave out. */
  duration: number
  warmup: number
  wallSeconds: number
  window: Window
  spanMs: number
  edges: Edges
  journeys: string[]
  frames: Frame[]
  traces: Trace[]
  notes: string[]
  traffic: Traffic
}

/** Whether the traffic was what the design asks for, so that objectives can be held against what came of it; or part of it was not sent. */
export type Traffic = 'as asked' | 'in part' | 'late'

/** The result of a live run: quantiles come from the merged histograms of all replicas and intervals, never from averages. */
export function toResult(plan: LivePlan, outcome: Outcome): Result {
  const { window, spanMs, scenario } = outcome
  const perSecond = (count: number) => (count * 1000) / spanMs
  const components = mapEach([...plan.components.keys()], (id) => toComponentResult(plan, outcome, id))
  const journeys = mapEach(outcome.journeys, (name) => {
    const tally = window.journeys.get(name) ?? new JourneyTally()
    return {
      throughput: perSecond(tally.done),
      offered: perSecond(tally.offered),
      errorRate: errorRate(tally),
      ...(plan.degrades ? inFull(tally, spanMs) : {}),
      latency: toLatency(tally.latency),
    }
  })
  const connectionIds = plan.edges.map((edge) => edge.id)
  const connections = mapEach(connectionIds, (id) => {
    const tally = window.edges.get(id) ?? new EdgeTally()
    const { retries = 0, hedged = 0, refused = 0 } = window.calls.get(id) ?? {}
    return {
      throughput: perSecond(tally.done),
      errorRate: errorRate(tally),
      retryRate: tally.done === 0 ? 0 : Math.min(1, retries / tally.done),
      latency: toLatency(tally.latency),
      ...(hedged > 0 ? { hedged: perSecond(hedged) } : {}),
      ...(refused > 0 ? { refused: perSecond(refused) } : {}),
    }
  })
  const asked = ofMeasured(scenario.objectives)
  const objectives = evaluateObjectives(asked, { components, journeys })
  const atBest = () => evaluateObjectives(asked, figuresAtBest(plan, outcome, { components, journeys }))
  const judged = {
    'as asked': () => objectives,
    'in part': () => withCertainMisses(objectives, atBest()),
    late: () => unjudged(objectives),
  }
  return {
    engine: 'live',
    design: outcome.design,
    scenario: scenario.id,
    seed: outcome.seed,
    duration: outcome.duration,
    warmup: outcome.warmup,
    wallSeconds: outcome.wallSeconds,
    events: [...window.edges.values()].reduce((sum, edge) => sum + edge.done, 0),
    components,
    connections,
    journeys,
    objectives: judged[outcome.traffic](),
    series: toSeries(outcome.frames),
    traces: outcome.traces,
    notes: outcome.notes,
  }
}

/** What the figures would be at best if all requests that were not sent had been, and had been answered well and at once. */
function figuresAtBest(plan: LivePlan, outcome: Outcome, { components, journeys }: Pick<Result, 'components' | 'journeys'>) {
  const { window, journeys: names } = outcome
  const tallies = mapEach(names, (name) => window.journeys.get(name) ?? new JourneyTally())
  // Which components such a request would have reached is not known: each may have had so many times as much to do.
  const times = Math.max(1, ...Object.values(tallies).map(({ done, dropped }) => done / Math.max(1, done - dropped)))
  return {
    components: mapEach(Object.keys(components), (id) => {
      const known = components[id] as ComponentResult
      const { latency } = figuresOf(plan, outcome, id)
      return {
        ...known,
        throughput: known.throughput * times,
        errorRate: known.errorRate / times,
        latency: toLatency(withAtOnce(latency, Math.ceil(latency.count * (times - 1)))),
      }
    }),
    journeys: mapEach(names, (name) => {
      const { done, failed, dropped, latency } = tallies[name] as JourneyTally
      return {
        ...(journeys[name] as Result['journeys'][string]),
        errorRate: errorRate({ done, failed: failed - dropped }),
        latency: toLatency(withAtOnce(latency, dropped)),
      }
    }),
  }
}

/** The latencies, and of so many requests more that no time passed. */
function withAtOnce(latency: Histogram, more: number): Histogram {
  const all = new Histogram()
  all.add(latency.copy())
  if (more > 0) all.add({ count: more, sumMs: 0, maxMs: 0, buckets: [0, more] })
  return all
}

function figuresOf(plan: LivePlan, { window, spanMs, edges }: Outcome, id: string): ComponentFigures {
  const component = plan.components.get(id)
  if (!component) throw new Error(`${id} is not part of the run`)
  const ready = window.ready.get(id)
  return toComponentFigures(component, edges, window, spanMs, ready ? meanOf(ready) : component.container.replicas)
}

function toComponentResult(plan: LivePlan, outcome: Outcome, id: string): ComponentResult {
  const { window, spanMs } = outcome
  const ready = window.ready.get(id)
  const figures = figuresOf(plan, outcome, id)
  const backlog = window.backlog.get(id)
  const waits = backlog ? { mean: meanOf(backlog), max: backlog.max } : figures.queue
  const more = backlog ? waits : { mean: 0, max: 0 }
  return {
    throughput: (figures.done * 1000) / spanMs,
    errorRate: errorRate(figures),
    ...(plan.degrading.has(id) ? inFull(figures, spanMs) : {}),
    utilisation: figures.utilisation,
    queue: { mean: waits.mean, max: waits.max },
    inSystem: { mean: figures.inSystem.mean + more.mean, max: figures.inSystem.max + more.max },
    replicas: { mean: meanOf(ready), max: ready?.max ?? 0 },
    waiting: { share: figures.waiting?.share ?? 0, ...toLatency(figures.waiting?.times ?? new Histogram()) },
    latency: toLatency(figures.latency),
  }
}

function toLatency(histogram: Histogram): Latency {
  const at = (q: number) => histogram.quantile(q)
  return { mean: histogram.mean(), p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999), max: histogram.max() }
}

/** One column per number that a frame has. */
function toSeries(frames: Frame[]): Result['series'] {
  const columns = (of: 'components' | 'connections' | 'journeys') =>
    mapEach(Object.keys(frames[0]?.[of] ?? {}), (id) => {
      const rows = frames.map((frame) => (frame[of][id] ?? {}) as Record<string, unknown>)
      const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'state')
      return mapEach(names, (name) => rows.map((row) => (typeof row[name] === 'number' ? (row[name] as number) : null)))
    })
  return {
    time: frames.map((frame) => frame.time),
    components: columns('components'),
    connections: columns('connections'),
    journeys: columns('journeys'),
  }
}
