import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** Which step of the presentation is worked on, and which one is presented. */
export interface PresentationState {
  /** The place of the step that the panel shows. */
  chosen: number
  /** The place of the step that fills the window; null: nothing is presented. */
  playing: number | null
  /** What became of the figures of the step that is presented: a sentence where they cannot be shown. */
  figures: 'shown' | 'coming' | { message: string }
}

export const presentationStore = createStore<PresentationState>(() => ({ chosen: 0, playing: null, figures: 'shown' }))

export function usePresentation<T>(select: (state: PresentationState) => T): T {
  return useStore(presentationStore, select)
}

export function isPresenting(): boolean {
  return presentationStore.getState().playing !== null
}

export function useIsPresenting(): boolean {
  return usePresentation(({ playing }) => playing !== null)
}

export function chooseStep(chosen: number): void {
  presentationStore.setState({ chosen })
}
