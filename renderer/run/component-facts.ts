import type { Component, Design, Objective } from '../../app/design/design.ts'
import type { ActiveFault, ComponentFrame, ComponentState, ConnectionFrame } from '../../app/run/frame.ts'
import type { ComponentResult, ConnectionResult } from '../../app/run/result.ts'
import type { EngineName, StateOfComponent } from './run-state.ts'
import { type Figures, type Trouble, troubleOf } from './trouble.ts'

/** What a card or an edge shows now, and where it comes from. */
export interface Facts {
  source: 'design' | EngineName
  /** The result behind the figures was made before the design was last edited. */
  stale: boolean
  state: ComponentState | null
  /** Why it is in that state, where the engine said so. */
  message: string | null
  rate: number | null
  p50: number | null
  p99: number | null
  errorRate: number | null
  utilisation: number | null
  queue: number | null
  replicas: number | null
  replicasReady: number | null
  trouble: Trouble
  faults: ActiveFault[]
  predicted: Figures | null
  measured: Figures | null
  /** Of the predicted figures, by their names in the result: those that the run was too short to know, and the seconds that they take. */
  unknown: Unknown
}

export type Unknown = Readonly<Record<string, number | null>>

/** What one engine knows of a component or connection at the moment shown. */
export interface View {
  figures: Figures | null
  state: ComponentState | null
  message: string | null
  replicas: number | null
  replicasReady: number | null
}

export interface Sources {
  predict: View | null
  live: View | null
  /** The engine the person started last. */
  first: EngineName | null
  stale: Record<EngineName, boolean>
  faults: ActiveFault[]
  objectives: Objective[]
  /** What the design says, for before any run. */
  replicas: number | null
  unknown?: Unknown | undefined
}

const nothingUnknown: Unknown = {}

export function toFacts(sources: Sources): Facts {
  const source = sourceOf(sources)
  const view = source === 'design' ? null : sources[source]
  const figures = view?.figures ?? null
  const replicas = view?.replicas ?? sources.replicas
  return {
    source,
    stale: source !== 'design' && sources.stale[source],
    state: view?.state ?? null,
    message: view?.message ?? null,
    rate: figures?.rate ?? null,
    p50: figures?.p50 ?? null,
    p99: figures?.p99 ?? null,
    errorRate: figures?.errorRate ?? null,
    utilisation: figures?.utilisation ?? null,
    queue: figures?.queue ?? null,
    replicas,
    replicasReady: view?.replicasReady ?? null,
    trouble: troubleOf({
      figures,
      state: view?.state ?? null,
      replicas,
      replicasReady: view?.replicasReady ?? null,
      struck: sources.faults.length > 0,
      objectives: sources.objectives,
    }),
    faults: sources.faults,
    predicted: sources.predict?.figures ?? null,
    measured: sources.live?.figures ?? null,
    unknown: sources.unknown ?? nothingUnknown,
  }
}

function sourceOf({ first, predict, live }: Sources): Facts['source'] {
  if (first === 'live' && live) return 'live'
  if (first === 'predict' && predict) return 'predict'
  if (live) return 'live'
  return predict ? 'predict' : 'design'
}

/** A moment's frame where there is one, otherwise the whole run's figures, otherwise the state alone while it starts. */
export function viewOfComponent(
  frame: ComponentFrame | undefined,
  result: ComponentResult | undefined,
  state: StateOfComponent | undefined,
): View | null {
  if (frame) {
    return { figures: figuresOfFrame(frame), state: frame.state, message: state?.message ?? null, ...replicasOf(frame) }
  }
  if (result) {
    const { throughput: rate, errorRate, degraded = null, utilisation, queue, latency, replicas } = result
    const figures = { rate, errorRate, degraded, utilisation, queue: queue.mean, ...quantilesOf(latency) }
    return { figures, state: null, message: null, replicas: Math.round(replicas.mean), replicasReady: null }
  }
  if (!state) return null
  return { figures: null, state: state.state, message: state.message ?? null, replicas: null, replicasReady: state.replicasReady }
}

export function viewOfConnection(frame: ConnectionFrame | undefined, result: ConnectionResult | undefined): View | null {
  const without = { state: null, message: null, replicas: null, replicasReady: null }
  if (frame) return { figures: figuresOfFrame(frame), ...without }
  if (!result) return null
  const { throughput: rate, errorRate, degraded = null, latency } = result
  return { figures: { rate, errorRate, degraded, utilisation: null, queue: null, ...quantilesOf(latency) }, ...without }
}

export function figuresOfFrame(frame: ConnectionFrame & Partial<ComponentFrame>): Figures {
  const { throughput: rate, errorRate, degraded = null, utilisation = null, queue = null } = frame
  return { rate, errorRate, degraded, utilisation, queue, ...quantilesOf(frame) }
}

/** The faults of this frame that strike this component or connection, directly or through a group. */
export function faultsOn(target: string, faults: ActiveFault[], groups: Design['groups']): ActiveFault[] {
  return faults.filter(({ fault }) => fault.target === target || groups?.[fault.target]?.members.includes(target))
}

export function objectivesOf(id: string, objectives: Objective[] | undefined): Objective[] {
  return (objectives ?? []).filter((objective) => objective.component === id)
}

/** The replicas a design asks for, where its kind has any; null otherwise. */
export function replicasInDesign(component: Component | undefined): number | null {
  return typeof component?.replicas === 'number' ? component.replicas : null
}

function replicasOf({ replicas, replicasReady }: ComponentFrame) {
  return { replicas, replicasReady }
}

function quantilesOf({ mean, p50, p95, p99 }: Pick<Figures, 'mean' | 'p50' | 'p95' | 'p99'>) {
  return { mean, p50, p95, p99 }
}
