import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useRunStore } from '../run/run-store.ts'
import { useChosenScenario } from '../run/scenario-choice.ts'
import { useDesignStore } from '../state/design-store.ts'
import { failingSpans } from './failing-spans.ts'
import { journeysOf } from './journey-lines.ts'

const journeyStore = createStore<{ chosen: string | null }>(() => ({ chosen: null }))

export function chooseJourney(chosen: string): void {
  journeyStore.setState({ chosen })
}

/** The journey the charts show: the chosen one, otherwise one that has an objective, otherwise the first. */
export function useJourney(): { journey: string | null; journeys: string[] } {
  const chosen = useStore(journeyStore, (state) => state.chosen)
  const design = useDesignStore((state) => state.design)
  const frames = useRunStore((state) => state.frames)
  const { scenario } = useChosenScenario()
  const journeys = journeysOf(design, frames)
  const judged = scenario.objectives?.find((objective) => objective.journey !== undefined && journeys.includes(objective.journey))?.journey
  const journey = chosen !== null && journeys.includes(chosen) ? chosen : (judged ?? journeys[0] ?? null)
  return { journey, journeys }
}

/** When most of the journey's requests failed: as measured, or as predicted while nothing is measured. */
export function useFailing(journey: string | null) {
  const frames = useRunStore((state) => (state.frames.live.length > 0 ? state.frames.live : state.frames.predict))
  return useMemo(() => (journey === null ? [] : failingSpans(frames, journey)), [frames, journey])
}
