import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What the person has selected: components, or one connection, never both. */
export interface Selection {
  components: string[]
  /** As `connectionId` names it. */
  connection: string | null
}

export const selectionStore = createStore<Selection>(() => ({ components: [], connection: null }))

export function useSelectionStore<T>(select: (state: Selection) => T): T {
  return useStore(selectionStore, select)
}

export function selectComponents(components: string[]): void {
  const now = selectionStore.getState()
  const same =
    now.connection === null && now.components.length === components.length && components.every((id, i) => now.components[i] === id)
  if (!same) selectionStore.setState({ components, connection: null })
}

export function selectConnection(connection: string): void {
  selectionStore.setState({ components: [], connection })
}

export function clearSelection(): void {
  selectComponents([])
}
