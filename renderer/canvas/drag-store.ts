import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Area, Position } from '../../app/design/design.ts'

/** The cards that are dragged, drawn where the pointer has them and kept nowhere until they are put down. */
export interface Drag {
  moving: Record<string, Position>
  /** With Alt the cards stay where they are, and copies are put down. */
  copying: boolean
  /** A note that is dragged. */
  note: { id: string; at: Position } | null
  /** A group that is resized. */
  group: { id: string; area: Area } | null
}

const still: Drag = { moving: {}, copying: false, note: null, group: null }

export const dragStore = createStore<Drag>(() => still)

export function useDrag<T>(select: (state: Drag) => T): T {
  return useStore(dragStore, select)
}

export function endDrag(): void {
  dragStore.setState(still)
}
