import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ActiveFault, Frame, RunEvent } from '../../app/run/frame.ts'
import type { Result } from '../../app/run/result.ts'
import {
  afterEvent,
  type EngineName,
  type EngineRun,
  engineNames,
  noRun,
  type Progress,
  type RunStatus,
  type StateOfComponent,
} from './run-state.ts'

/**
 * What the page knows of runs: the latest of each engine, so that predicted and measured stand side by side. The plain fields
 * describe the run the person started last.
 */
export interface RunState {
  runs: Record<EngineName, EngineRun>
  /** The engine the person started last; null: nothing has run yet. */
  engine: EngineName | null
  status: RunStatus
  runId: string | null
  progress: Progress | null
  states: Record<string, StateOfComponent>
  faults: ActiveFault[]
  message: string | null
  frame: Record<EngineName, Frame | null>
  frames: Record<EngineName, Frame[]>
  result: Record<EngineName, Result | null>
  /** Scenario time the person looks at, seconds; null: now, or the whole run when it has ended. */
  playhead: number | null
}

export const runStore = createStore<RunState>(() => toState({ predict: noRun, live: noRun }, null, null))

/** Reads narrowly from the runs. */
export function useRunStore<T>(select: (state: RunState) => T): T {
  return useStore(runStore, select)
}

/** Replaces what is known of one engine's run. */
export function changeRun(engine: EngineName, change: (run: EngineRun) => EngineRun): void {
  runStore.setState((state) => {
    const run = change(state.runs[engine])
    return run === state.runs[engine] ? state : toState({ ...state.runs, [engine]: run }, state.engine, state.playhead)
  })
}

/** Says which engine's figures come first from now on, and looks at now. */
export function putFirst(engine: EngineName): void {
  runStore.setState((state) => toState(state.runs, engine, null))
}

/** Looks at a moment of the run; null: now, or the whole run. */
export function movePlayhead(seconds: number | null): void {
  runStore.setState({ playhead: seconds })
}

/** Forgets all runs: another design was opened. */
export function forgetRuns(): void {
  runStore.setState(toState({ predict: noRun, live: noRun }, null, null))
}

/** Applies what the engines said, in order. Returns the events of runs this page does not know. */
export function applyEvents(events: { runId: string; event: RunEvent }[]): { runId: string; event: RunEvent }[] {
  const { runs, engine, playhead } = runStore.getState()
  const after = { ...runs }
  const unknown = events.filter(({ runId, event }) => {
    const name = engineNames.find((each) => after[each].runId === runId)
    if (name) after[name] = afterEvent(after[name], event)
    return !name
  })
  if (unknown.length < events.length) runStore.setState(toState(after, engine, playhead))
  return unknown
}

function toState(runs: Record<EngineName, EngineRun>, engine: EngineName | null, playhead: number | null): RunState {
  const { status, runId, progress, states, faults, message } = engine ? runs[engine] : noRun
  return {
    runs,
    engine,
    playhead,
    status,
    runId,
    progress,
    states,
    faults,
    message,
    frame: { predict: runs.predict.frame, live: runs.live.frame },
    frames: { predict: runs.predict.frames, live: runs.live.frames },
    result: { predict: runs.predict.result, live: runs.live.result },
  }
}
