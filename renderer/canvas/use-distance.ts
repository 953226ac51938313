import { type ReactFlowState, useStore } from '@xyflow/react'

/** How far away the canvas is seen: from `mid` on small print would be lost, from `far` on all but names and figures. */
export type Distance = 'near' | 'mid' | 'far'

const midZoom = 0.88
const farZoom = 0.58

export function useDistance(): Distance {
  return useStore(toDistance)
}

function toDistance({ transform: [, , zoom] }: ReactFlowState): Distance {
  if (zoom >= midZoom) return 'near'
  return zoom >= farZoom ? 'mid' : 'far'
}
