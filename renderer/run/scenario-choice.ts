import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Design } from '../../app/design/design.ts'
import { usualPrecision } from '../../app/run/precision.ts'
import { designStore, useDesignStore } from '../state/design-store.ts'
import { type ChosenScenario, chosenScenario } from './chosen-scenario.ts'

/** Which scenario the next run plays, and for how long; also the one whose timeline the dock shows. */
export interface ScenarioChoice {
  /** A scenario's name; null: steady traffic; undefined: not chosen yet, the design's first one. */
  name: string | null | undefined
  /** Seconds; null: as the scenario says. */
  durationSeconds: number | null
  /** Half a 95 % interval as a share of its figure, up to which predictions go on; null: as long as the scenario, once. */
  precision: number | null
  /** Of predictions: asked again, they answer the same. */
  seed: number
  /** The open design the choice was made for; another one begins without a choice. */
  draftId: string
}

export const usualSeed = 1

const unchosen: ScenarioChoice = { name: undefined, durationSeconds: null, precision: usualPrecision, seed: usualSeed, draftId: '' }

export const scenarioChoiceStore = createStore<ScenarioChoice>(() => unchosen)

export function chooseScenario(name: string | null): void {
  const { draftId } = designStore.getState()
  scenarioChoiceStore.setState((choice) => ({ ...choiceFor(draftId, choice), name, durationSeconds: null, draftId }))
}

export function chooseDuration(durationSeconds: number | null): void {
  const { draftId } = designStore.getState()
  scenarioChoiceStore.setState((choice) => ({ ...choiceFor(draftId, choice), durationSeconds, draftId }))
}

export function choosePrecision(precision: number | null): void {
  const { draftId } = designStore.getState()
  scenarioChoiceStore.setState((choice) => ({ ...choiceFor(draftId, choice), precision, draftId }))
}

export function chooseSeed(seed: number): void {
  const { draftId } = designStore.getState()
  scenarioChoiceStore.setState((choice) => ({ ...choiceFor(draftId, choice), seed, draftId }))
}

/** The choice applied to the open design. */
export function useChosenScenario(): ChosenScenario {
  const design = useDesignStore((state) => state.design)
  const draftId = useDesignStore((state) => state.draftId)
  return chosenScenario(design, choiceFor(draftId, useStore(scenarioChoiceStore)))
}

/** The same, asked once. */
export function currentScenario(design: Design): ChosenScenario {
  return chosenScenario(design, currentChoice())
}

export function currentChoice(): ScenarioChoice {
  return choiceFor(designStore.getState().draftId, scenarioChoiceStore.getState())
}

function choiceFor(draftId: string, choice: ScenarioChoice): ScenarioChoice {
  return choice.draftId === draftId ? choice : unchosen
}
