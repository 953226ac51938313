import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/**
 * How far away the canvas is seen: from `mid` on small print would be lost, from `far` on all but names and figures. In `plain` cards
 * are boxes with a name and connections one picture; in `dots` there are no names either.
 */
export type Distance = 'near' | 'mid' | 'far' | 'plain' | 'dots'

const midZoom = 0.88
const farZoom = 0.58
export const plainZoom = 0.36
const dotsZoom = 0.16
const farthestFirst: Distance[] = ['dots', 'plain', 'far', 'mid', 'near']

/** So long the view rests before a large design is drawn in more detail, milliseconds. */
const restMs = 150

const distanceStore = createStore<{ distance: Distance }>(() => ({ distance: 'near' }))
let timer: ReturnType<typeof setTimeout> | undefined

export function useDistance(): Distance {
  return useStore(distanceStore, (state) => state.distance)
}

/** Whether cards are plain boxes. */
export function useIsPlain(): boolean {
  return useStore(distanceStore, ({ distance }) => distance === 'plain' || distance === 'dots')
}

/** The canvas is seen at this zoom, and goes on being so. */
export function settleAt(zoom: number): void {
  clearTimeout(timer)
  const distance = toDistance(zoom)
  if (distance !== distanceStore.getState().distance) distanceStore.setState({ distance })
}

/** The canvas is seen at this zoom on the way to another: less detail is drawn at once, more of it when the view has come to rest. */
export function passBy(zoom: number): void {
  clearTimeout(timer)
  const [before, after] = [distanceStore.getState().distance, toDistance(zoom)]
  if (farthestFirst.indexOf(after) <= farthestFirst.indexOf(before)) settleAt(zoom)
  else timer = setTimeout(() => settleAt(zoom), restMs)
}

function toDistance(zoom: number): Distance {
  if (zoom >= midZoom) return 'near'
  if (zoom >= farZoom) return 'mid'
  if (zoom >= plainZoom) return 'far'
  return zoom >= dotsZoom ? 'plain' : 'dots'
}
