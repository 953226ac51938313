import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { SweepRange } from './sweep-values.ts'

/** What the person has chosen for the next sweep, and how its last one is drawn; null: the usual. */
export interface SweepChoice {
  path: string | null
  range: SweepRange | null
  figure: string | null
}

export const sweepStore = createStore<SweepChoice>(() => ({ path: null, range: null, figure: null }))

export function useSweepChoice(): SweepChoice {
  return useStore(sweepStore)
}

/** Another parameter begins with its own usual range. */
export function chooseParameter(path: string): void {
  sweepStore.setState({ path, range: null })
}

export function chooseRange(range: SweepRange): void {
  sweepStore.setState({ range })
}

export function chooseFigure(figure: string): void {
  sweepStore.setState({ figure })
}
