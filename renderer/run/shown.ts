import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Design, Objective } from '../../app/design/design.ts'
import type { ActiveFault, Frame } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import { designStore } from '../state/design-store.ts'
import { behaviourKey } from './behaviour-key.ts'
import { frameAt } from './frame-history.ts'
import { type EngineName, type EngineRun, isActive } from './run-state.ts'
import { type RunState, runStore } from './run-store.ts'
import { currentScenario, scenarioChoiceStore } from './scenario-choice.ts'

/**
 * What of the runs is shown at this moment, found once for all who show a part of it. While a run is played the playhead moves many
 * times a second; this changes only when another frame comes into view.
 */
export interface Shown {
  /** The engine the person started last. */
  engine: EngineName | null
  predict: ShownRun
  live: ShownRun
  faults: ActiveFault[]
  components: Design['components']
  groups: Design['groups']
  objectives: Objective[] | undefined
}

export interface ShownRun {
  /** null: the whole run is shown. */
  frame: Frame | null
  result: Result | null
  states: EngineRun['states']
  /** The run was made from a design that has been edited since. */
  stale: boolean
}

const noFaults: ActiveFault[] = []

interface Judged {
  design: Design
  behaviour: string
  scenario: string | null
  stale: boolean
}

/** Two keys of a large design are long to compare, so each pair is compared once. */
const judged: Partial<Record<EngineName, Judged>> = {}

export const shownStore = createStore<Shown>(() => toShown())

for (const store of [runStore, designStore, scenarioChoiceStore]) {
  store.subscribe(() => {
    const [before, after] = [shownStore.getState(), toShown()]
    const kept = { ...after, predict: keepRun(before.predict, after.predict), live: keepRun(before.live, after.live) }
    if (!isShallowEqual(before, kept)) shownStore.setState(kept, true)
  })
}

export function useShown<T>(select: (shown: Shown) => T): T {
  return useStore(shownStore, select)
}

/** The frame of the moment shown: the playhead's, or the last one while the run goes on; null: the whole run is shown. */
export function shownFrame(state: RunState, engine: EngineName): Frame | null {
  const run = state.runs[engine]
  if (state.playhead !== null) return frameAt(run.frames, state.playhead)
  if (isActive(run)) return run.frame
  const live = state.runs.live
  // Beside a live run under way stands what was predicted for the same moment.
  if (engine === 'predict' && state.engine === 'live' && isActive(live) && live.frame) return frameAt(run.frames, live.frame.time)
  return null
}

/** The whole run's figures, where no single moment is shown. */
export function shownResult(state: RunState, engine: EngineName): Result | null {
  return shownFrame(state, engine) ? null : state.runs[engine].result
}

function toShown(): Shown {
  const state = runStore.getState()
  const { design } = designStore.getState()
  const runs = { predict: toShownRun(state, 'predict', design), live: toShownRun(state, 'live', design) }
  const { components, groups } = design
  const { objectives } = currentScenario(design).scenario
  return {
    engine: state.engine,
    ...runs,
    faults: (state.engine && runs[state.engine].frame?.faults) || noFaults,
    components,
    groups,
    objectives,
  }
}

function toShownRun(state: RunState, engine: EngineName, design: Design): ShownRun {
  const frame = shownFrame(state, engine)
  const run = state.runs[engine]
  return { frame, result: frame ? null : run.result, states: run.states, stale: isStale(engine, run, design) }
}

function isStale(engine: EngineName, { behaviour, scenario }: EngineRun, design: Design): boolean {
  const last = judged[engine]
  if (last && last.design === design && last.behaviour === behaviour && last.scenario === scenario) return last.stale
  const stale = behaviour !== '' && behaviourKey(design, scenario) !== behaviour
  judged[engine] = { design, behaviour, scenario, stale }
  return stale
}

function keepRun(before: ShownRun, after: ShownRun): ShownRun {
  return isShallowEqual(before, after) ? before : after
}

function isShallowEqual<T extends object>(a: T, b: T): boolean {
  return (Object.keys(b) as (keyof T)[]).every((key) => a[key] === b[key])
}
