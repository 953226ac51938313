import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { showDockTab } from '../dock/dock-store.ts'

/** Where in the whole text somebody wants to be; each wish is an object of its own. */
export const yamlView = createStore<{ wish: { line: number | undefined } | null }>(() => ({ wish: null }))

export function useYamlWish() {
  return useStore(yamlView, ({ wish }) => wish)
}

/** Shows the whole text below the canvas, at a line where one is named, with the keyboard in it. */
export function showYaml(line?: number): void {
  yamlView.setState({ wish: { line } })
  showDockTab('yaml')
}
