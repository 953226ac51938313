import { evaluateObjectives } from '../../../app/analysis/objectives.ts'
import type { Objective } from '../../../app/design/design.ts'
import type { ComponentResult, ConnectionResult, JourneyResult, Latency, Result } from '../../../app/run/result.ts'
import { BULKHEAD, COMPENSATED, FALLS_BACK, HANDSHAKES, LIMITS_RATE, POOL } from '../model/call-table.ts'
import { SOURCE } from '../model/model.ts'
import type { World } from '../parts/world.ts'
import type { Counters } from './counters.ts'
import type { FrameRecorder } from './frame-recorder.ts'
import type { HistogramSet } from './histograms.ts'
import { limitsOfComponent, limitsOfConnection } from './limit-figures.ts'
import { findOverloaded, findUnsteady, overloadNotes, utilisation } from './overload.ts'
import type { Sections } from './sections.ts'
import type { MeasuredWindow } from './window.ts'

const none: Latency = { mean: null, p50: null, p90: null, p95: null, p99: null, p999: null, max: null }

/** What the run has come to, over the measured window. */
export function toResult(
  w: World,
  recorder: FrameRecorder,
  window: MeasuredWindow,
  sections: Sections,
  seed: number,
  objectives: Objective[],
): Result {
  const { model, meter, queue } = w
  const now = queue.clock[0]
  const seconds = Math.max(0, now - window.startMs) / 1000
  const overloaded = findOverloaded(w, sections, window)
  const unsteady = findUnsteady(w, overloaded)
  const result: Result = {
    engine: 'predict',
    design: model.design,
    scenario: model.scenario,
    seed,
    // As long as the scenario, where the run went on for the sake of its figures.
    duration: Math.min(now, model.durationMs) / 1000,
    warmup: model.warmupMs / 1000,
    // The engine has no clock; whoever runs it fills this in.
    wallSeconds: 0,
    events: queue.count,
    components: {},
    connections: {},
    journeys: {},
    objectives: [],
    series: recorder.columns.series,
    traces: w.tracer.traces(),
    criticalPaths: w.tracer.paths.shares(),
    notes: [...model.notes, ...overloadNotes(w, sections, overloaded, seconds)],
  }
  model.components.ids.forEach((id, c) => {
    result.components[id] = toComponent(w, window, c, seconds, unsteady.components.has(c), overloaded.has(c))
  })
  model.connections.ids.forEach((id, k) => {
    result.connections[id] = toConnection(w, window, k, seconds, unsteady.connections.has(k))
  })
  model.journeys.forEach((name, j) => {
    if (recorder.columns.hasJourney(j)) result.journeys[name] = toJourney(w, meter.firstJourney + j, seconds, unsteady.journeys.has(j))
  })
  result.objectives = evaluateObjectives(objectives, result)
  return result
}

function toComponent(
  w: World,
  window: MeasuredWindow,
  c: number,
  seconds: number,
  unsteady: boolean,
  overloaded: boolean,
): ComponentResult {
  const { meter } = w
  const now = w.queue.clock[0]
  const level = (levels: typeof meter.queue) => ({ mean: window.mean(levels, c, now), max: window.max(levels, c) })
  const started = meter.waiting.total.n(c)
  return {
    ...flow(w, c, seconds),
    ...(w.model.fallbacks.component[c] === 1 ? goodput(w, c, seconds) : {}),
    utilisation: utilisation(w, window, c, now),
    queue: level(meter.queue),
    inSystem: level(meter.inSystem),
    replicas: level(meter.ready),
    waiting: { share: started > 0 ? meter.waited.total[c] / started : 0, ...(overloaded ? none : toLatency(meter.waiting.total, c)) },
    latency: unsteady ? none : toLatency(meter.latency.total, c),
    ...peculiar(w, c, seconds),
    ...limitsOfComponent(w, window, c, seconds),
  }
}

/** Figures that only some components have. */
function peculiar({ model, meter }: World, c: number, seconds: number): Partial<ComponentResult> {
  const lookups = meter.lookups.total[c]
  const rate = (counters: Counters) => perSecond(counters.total[c], seconds)
  return {
    ...(model.components.caches[c] ? { hitRatio: lookups > 0 ? meter.hits.total[c] / lookups : null } : {}),
    ...(model.components.instances[c] ? { coldStarts: rate(meter.coldStarts) } : {}),
    ...(model.components.model[c] === SOURCE ? {} : { rejected: rate(meter.rejected) }),
    ...(model.serving.hasPatience[c] === 1 || model.serving.controlledDelays[c] !== null ? { abandoned: rate(meter.abandoned) } : {}),
    ...(model.deadlines.stops[c] === 1 ? { cancelled: rate(meter.cancelled) } : {}),
    ...(model.components.rows[c]?.optimistic ? { conflicts: rate(meter.conflicts) } : {}),
    ...(model.components.rows[c] && model.components.primaries[c]
      ? { staleReads: meter.replicaReads.total[c] > 0 ? meter.staleReads.total[c] / meter.replicaReads.total[c] : null }
      : {}),
    ...(model.components.brokers[c]
      ? { redelivered: rate(meter.redelivered), deadLettered: rate(meter.deadLettered), dropped: rate(meter.dropped) }
      : {}),
  }
}

function toConnection(w: World, window: MeasuredWindow, k: number, seconds: number, unsteady: boolean): ConnectionResult {
  const { meter } = w
  const subject = meter.firstConnection + k
  const attempts = meter.finished.total[subject]
  return {
    ...flow(w, subject, seconds),
    ...(w.model.fallbacks.connection[k] === 1 ? goodput(w, subject, seconds) : {}),
    ...((w.model.calls.features[k] & FALLS_BACK) === 0 ? {} : { wentOn: perSecond(meter.wentOn.total[k], seconds) }),
    ...((w.model.calls.features[k] & COMPENSATED) === 0 ? {} : { undone: perSecond(meter.undone.total[k], seconds) }),
    ...((w.model.calls.features[k] & HANDSHAKES) === 0 ? {} : { setUp: perSecond(meter.setUp.total[k], seconds) }),
    // Of attempts still under way at the end it is not known yet that they are attempts.
    retryRate: attempts > 0 ? Math.min(1, meter.retried.total[k] / attempts) : 0,
    latency: unsteady ? none : toLatency(meter.latency.total, subject),
    ...(w.model.calls.hedges[k] > 0 ? { hedged: perSecond(meter.hedged.total[k], seconds) } : {}),
    ...(mayRefuse(w, k) ? { refused: perSecond(meter.refused.total[k], seconds) } : {}),
    ...limitsOfConnection(w, window, k, seconds),
  }
}

function mayRefuse({ breakers, model }: World, k: number): boolean {
  return breakers[k] !== null || (model.calls.features[k] & (LIMITS_RATE | BULKHEAD | POOL)) !== 0
}

function toJourney(w: World, subject: number, seconds: number, unsteady: boolean): JourneyResult {
  const { meter } = w
  return {
    ...flow(w, subject, seconds),
    ...(w.model.fallbacks.any ? goodput(w, subject, seconds) : {}),
    offered: perSecond(meter.offered.total[subject], seconds),
    latency: unsteady ? none : toLatency(meter.latency.total, subject),
  }
}

function flow(w: World, subject: number, seconds: number): { throughput: number; errorRate: number } {
  const finished = w.meter.finished.total[subject]
  return { throughput: perSecond(finished, seconds), errorRate: finished > 0 ? w.meter.failed.total[subject] / finished : 0 }
}

/** Of all that was answered, the share that was answered degraded, and what was answered in full. */
function goodput({ meter }: World, subject: number, seconds: number): { degraded: number; goodput: number } {
  const [finished, failed, degraded] = [meter.finished, meter.failed, meter.degraded].map(({ total }) => total[subject])
  return { degraded: finished > 0 ? degraded / finished : 0, goodput: perSecond(finished - failed - degraded, seconds) }
}

function perSecond(count: number, seconds: number): number {
  return seconds > 0 ? count / seconds : 0
}

function toLatency(histograms: HistogramSet, h: number): Latency {
  const n = histograms.n(h)
  if (n === 0) return none
  const [p50, p90, p95, p99, p999] = histograms.quantiles(h, [0.5, 0.9, 0.95, 0.99, 0.999])
  return { mean: histograms.mean(h), p50, p90, p95, p99, p999, max: histograms.max(h) }
}
