import type { Histogram } from '../runtime/measure/histogram.ts'
import type { Edges } from './broker-edges.ts'
import type { PlannedComponent } from './live-plan.ts'
import { EdgeTally, type JourneyTally, type LevelTally, LoadTally, ServiceTally } from './tally.ts'
import type { Window } from './window.ts'

/** The figures of one component over a window, whichever way they were measured. */
export interface ComponentFigures {
  done: number
  failed: number
  /** Answered, though not in full; null where nobody tells. */
  degraded: number | null
  latency: Histogram
  /** Mean and peak. */
  utilisation: number
  queue: Level
  inSystem: Level
  waiting: { share: number; times: Histogram } | null
}
export interface Level {
  mean: number
  max: number
  now: number
}

/** `spanMs`: length of the window; `replicas`: how many should serve. */
export function toComponentFigures(
  component: PlannedComponent,
  edges: Edges,
  window: Window,
  spanMs: number,
  replicas: number,
): ComponentFigures {
  const { behaviour, container, id } = component
  if (behaviour.model === 'source') return ofSource(window.loads.get(id) ?? new LoadTally(), spanMs)
  if (behaviour.model === 'broker') return ofBroker(merged(window, edges.into(id)), merged(window, edges.outOf(id)), spanMs)
  if (container.image.from === 'runtime')
    return ofStub(window.services.get(id) ?? new ServiceTally(), spanMs, replicas * (behaviour.cores ?? behaviour.concurrency))
  return ofEdges(
    merged(window, edges.into(id)),
    spanMs,
    replicas * behaviour.concurrency,
    replicas * (behaviour.cores ?? behaviour.concurrency),
  )
}

function ofSource(load: LoadTally, spanMs: number): ComponentFigures {
  const { done, failed, degraded, latency } = load.all
  return {
    done,
    failed,
    degraded,
    latency,
    utilisation: 0,
    queue: { mean: 0, max: 0, now: 0 },
    inSystem: toLevel(load.inFlight, spanMs),
    waiting: null,
  }
}

/** The stub runtime counts by itself. `workers`: or cores, where its requests share them. */
function ofStub(service: ServiceTally, spanMs: number, workers: number): ComponentFigures {
  return {
    done: service.done,
    failed: service.failed,
    degraded: service.degraded,
    latency: service.latency,
    utilisation: workers === 0 ? 0 : Math.min(1, service.busy.area / spanMs / workers),
    queue: toLevel(service.queue, spanMs),
    inSystem: toLevel(service.inSystem, spanMs),
    waiting: { share: service.waiting.count === 0 ? 0 : service.waited / service.waiting.count, times: service.waiting },
  }
}

/**
 * What others' images do is known from the connections that lead to them: waiting is what exceeds the workers, and in use is what is in
 * flight, of the workers or of the cores that requests share.
 */
function ofEdges(edges: EdgeTally, spanMs: number, workers: number, capacity: number): ComponentFigures {
  const inSystem = toLevel(edges.inFlight, spanMs)
  const waiting = (level: number) => Math.max(0, level - workers)
  return {
    done: edges.done,
    failed: edges.failed,
    degraded: null,
    latency: edges.latency,
    utilisation: capacity === 0 ? 0 : Math.min(1, inSystem.mean / capacity),
    queue: { mean: waiting(inSystem.mean), max: waiting(inSystem.max), now: waiting(inSystem.now) },
    inSystem,
    waiting: null,
  }
}

/** A broker's requests are the messages it accepts; in flight on its outgoing connections is what consumers have not acknowledged. */
function ofBroker(published: EdgeTally, delivered: EdgeTally, spanMs: number): ComponentFigures {
  return {
    done: published.done,
    failed: published.failed,
    degraded: null,
    latency: published.latency,
    utilisation: 0,
    queue: { mean: 0, max: 0, now: 0 },
    inSystem: toLevel(delivered.inFlight, spanMs),
    waiting: null,
  }
}

function merged(window: Window, ids: string[]): EdgeTally {
  const all = new EdgeTally()
  for (const id of ids) {
    const edge = window.edges.get(id)
    if (!edge) continue
    all.done += edge.done
    all.failed += edge.failed
    all.latency.add(edge.latency.copy())
    all.inFlight.add(id, { area: edge.inFlight.area, max: edge.inFlight.max, now: edge.inFlight.now })
  }
  return all
}

function toLevel(level: LevelTally, spanMs: number): Level {
  return { mean: level.area / spanMs, max: level.max, now: level.now }
}

export function errorRate(tally: Pick<JourneyTally, 'done' | 'failed'>): number {
  return tally.done === 0 ? 0 : tally.failed / tally.done
}

/** The share that was answered degraded, and per second what was answered in full; nothing where no answer may be. */
export function inFull(
  { done, failed, degraded }: { done: number; failed: number; degraded: number | null },
  spanMs: number,
): { degraded: number; goodput: number } | undefined {
  if (degraded === null) return undefined
  return { degraded: done === 0 ? 0 : degraded / done, goodput: ((done - failed - degraded) * 1000) / spanMs }
}
