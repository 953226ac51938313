import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { putSetting } from '../state/settings-store.ts'

export const dockTabs = ['scenario', 'charts', 'answers', 'compare', 'logs', 'traces', 'problems', 'presentation', 'yaml'] as const
export type DockTab = (typeof dockTabs)[number]

export const dockStore = createStore<{ tab: DockTab }>(() => ({ tab: 'scenario' }))

export function useDockTab(): DockTab {
  return useStore(dockStore, (state) => state.tab)
}

/** Shows a tab of the dock, and the dock itself where it is closed. */
export function showDockTab(tab: DockTab): void {
  dockStore.setState({ tab })
  putSetting('dockOpen', true)
}
