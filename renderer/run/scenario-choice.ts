import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Design } from '../../app/design/design.ts'
import { useDesignStore } from '../state/design-store.ts'
import { type ChosenScenario, chosenScenario } from './chosen-scenario.ts'

/** Which scenario the next run plays, and for how long; also the one whose timeline the dock shows. */
export interface ScenarioChoice {
  /** A scenario's name; null: steady traffic; undefined: not chosen yet, the design's first one. */
  name: string | null | undefined
  /** Seconds; null: as the scenario says. */
  durationSeconds: number | null
}

export const scenarioChoiceStore = createStore<ScenarioChoice>(() => ({ name: undefined, durationSeconds: null }))

export function chooseScenario(name: string | null): void {
  scenarioChoiceStore.setState({ name, durationSeconds: null })
}

export function chooseDuration(durationSeconds: number | null): void {
  scenarioChoiceStore.setState({ durationSeconds })
}

/** The choice applied to the open design. */
export function useChosenScenario(): ChosenScenario {
  const design = useDesignStore((state) => state.design)
  const choice = useStore(scenarioChoiceStore)
  return chosenScenario(design, choice)
}

/** The same, asked once. */
export function currentScenario(design: Design): ChosenScenario {
  return chosenScenario(design, scenarioChoiceStore.getState())
}
