import { type ReactFlowState, useStore } from '@xyflow/react'

/**
 * How far away the canvas is seen: from `mid` on small print would be lost, from `far` on all but names and figures. In `plain` cards
 * are boxes with a name and connections one picture; in `dots` there are no names either.
 */
export type Distance = 'near' | 'mid' | 'far' | 'plain' | 'dots'

const midZoom = 0.88
const farZoom = 0.58
export const plainZoom = 0.36
const dotsZoom = 0.16

export function useDistance(): Distance {
  return useStore(toDistance)
}

function toDistance({ transform: [, , zoom] }: ReactFlowState): Distance {
  if (zoom >= midZoom) return 'near'
  if (zoom >= farZoom) return 'mid'
  if (zoom >= plainZoom) return 'far'
  return zoom >= dotsZoom ? 'plain' : 'dots'
}

/** Whether cards are plain boxes. */
export function useIsPlain(): boolean {
  return useStore(({ transform: [, , zoom] }) => zoom < plainZoom)
}
