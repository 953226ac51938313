import { createStore } from 'zustand/vanilla'
import type { Position } from '../../app/design/design.ts'

/**
 * Where each component stands: the design's own layout, and for components that the file places nowhere, a place made up here.
 * Made-up places are written to the file with the first move, so that opening a file never changes it.
 */
export const layoutStore = createStore<{ positions: Record<string, Position> }>(() => ({ positions: {} }))
