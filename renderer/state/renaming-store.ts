import { createStore } from 'zustand/vanilla'

/** The component whose name is being typed on its card; null: none. */
export const renamingStore = createStore<{ component: string | null }>(() => ({ component: null }))

export function startRenaming(component: string): void {
  renamingStore.setState({ component })
}

export function endRenaming(): void {
  renamingStore.setState({ component: null })
}
