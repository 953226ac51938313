import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** What the person has selected: components (perhaps as a group), connections or a note, never two of them. */
export interface Selection {
  components: string[]
  /** As `connectionId` names them. */
  connections: string[]
  /** The group that was selected, whose components are selected with it. */
  group?: string | undefined
  /** The note that was selected. */
  note?: string | undefined
}

export const selectionStore = createStore<Selection>(() => ({ components: [], connections: [] }))

export function useSelectionStore<T>(select: (state: Selection) => T): T {
  return useStore(selectionStore, select)
}

export function selectComponents(components: string[]): void {
  select({ components, connections: [] })
}

export function selectGroup(group: string, components: string[]): void {
  select({ components, connections: [], group })
}

export function selectNote(note: string): void {
  select({ components: [], connections: [], note })
}

export function selectConnections(connections: string[]): void {
  select({ components: [], connections })
}

export function selectConnection(connection: string): void {
  selectConnections([connection])
}

export function clearSelection(): void {
  selectComponents([])
}

function select(wanted: Selection): void {
  const now = selectionStore.getState()
  const same = sameIds(now.components, wanted.components) && sameIds(now.connections, wanted.connections)
  if (!same || now.group !== wanted.group || now.note !== wanted.note) selectionStore.setState(wanted, true)
}

function sameIds(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}
