import { useMemo } from 'react'
import type { ActiveFault, ComponentFrame, ConnectionFrame, Frame } from '../../app/run/frame.ts'
import type { ComponentResult, ConnectionResult, Result } from '../../app/run/result.ts'
import { useDesignStore } from '../state/design-store.ts'
import { behaviourKey } from './behaviour-key.ts'
import {
  type Facts,
  faultsOn,
  objectivesOf,
  replicasInDesign,
  toFacts,
  type View,
  viewOfComponent,
  viewOfConnection,
} from './component-facts.ts'
import { frameAt } from './frame-history.ts'
import { type EngineName, isActive } from './run-state.ts'
import { type RunState, useRunStore } from './run-store.ts'
import { useChosenScenario } from './scenario-choice.ts'

/** What a component's card shows now. */
export function useComponentFacts(id: string): Facts {
  const component = useDesignStore((state) => state.design.components[id])
  const predict = useView(id, 'predict')
  const live = useView(id, 'live')
  return useFacts('components', id, predict, live, replicasInDesign(component))
}

/** What a connection shows now, by the id `connectionId` gives. */
export function useConnectionFacts(id: string): Facts {
  const predict = useConnectionView(id, 'predict')
  const live = useConnectionView(id, 'live')
  return useFacts('connections', id, predict, live, null)
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

function useFacts(
  group: 'components' | 'connections',
  id: string,
  predict: View | null,
  live: View | null,
  replicas: number | null,
): Facts {
  const unknown = useRunStore((state) => shownResult(state, 'predict')?.statistics?.unknown[group][id])
  const first = useRunStore((state) => state.engine)
  const faults = useShownFaults()
  const groups = useDesignStore((state) => state.design.groups)
  const { scenario } = useChosenScenario()
  const stalePredict = useIsStale('predict')
  const staleLive = useIsStale('live')
  return useMemo(
    () =>
      toFacts({
        predict,
        live,
        first,
        replicas,
        stale: { predict: stalePredict, live: staleLive },
        faults: faultsOn(id, faults, groups),
        objectives: objectivesOf(id, scenario.objectives),
        unknown,
      }),
    [id, predict, live, first, replicas, stalePredict, staleLive, faults, groups, scenario, unknown],
  )
}

/** Whether the engine's run was made from a design that has been edited since. */
export function useIsStale(engine: EngineName): boolean {
  const behaviour = useRunStore((state) => state.runs[engine].behaviour)
  const scenario = useRunStore((state) => state.runs[engine].scenario)
  return useDesignStore((state) => behaviour !== '' && behaviourKey(state.design, scenario) !== behaviour)
}

const noFaults: ActiveFault[] = []

/** The faults that strike at the moment shown, of the engine that comes first. */
export function useShownFaults(): ActiveFault[] {
  return useRunStore((state) => (state.engine ? (shownFrame(state, state.engine)?.faults ?? noFaults) : noFaults))
}

function useView(id: string, engine: EngineName): View | null {
  const frame: ComponentFrame | undefined = useRunStore((state) => shownFrame(state, engine)?.components[id])
  const result: ComponentResult | undefined = useRunStore((state) => shownResult(state, engine)?.components[id])
  const state = useRunStore((store) => store.runs[engine].states[id])
  return useMemo(() => viewOfComponent(frame, result, state), [frame, result, state])
}

function useConnectionView(id: string, engine: EngineName): View | null {
  const frame: ConnectionFrame | undefined = useRunStore((state) => shownFrame(state, engine)?.connections[id])
  const result: ConnectionResult | undefined = useRunStore((state) => shownResult(state, engine)?.connections[id])
  return useMemo(() => viewOfConnection(frame, result), [frame, result])
}
