import { useViewport } from '@xyflow/react'
import { Particles } from '../run/Particles.tsx'
import { useLines } from './line-store.ts'

/** Hands the moving traffic what it needs of the canvas: where it looks and where the lines are. */
export function TrafficOverlay() {
  return <Particles transform={useViewport()} lines={useLines()} />
}
