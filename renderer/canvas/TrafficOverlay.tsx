import { useViewport } from '@xyflow/react'
import { useMemo } from 'react'
import { Particles } from '../run/Particles.tsx'
import { useDesignStore } from '../state/design-store.ts'
import { useLit } from './focus-store.ts'
import { useLines } from './line-store.ts'
import { toDimmed } from './to-flow.ts'

/** Hands the moving traffic what it needs of the canvas: where it looks and where the lines are that are seen plainly. */
export function TrafficOverlay() {
  const lines = useLines()
  const design = useDesignStore((state) => state.design)
  const lit = useLit(design)
  const plain = useMemo(() => {
    if (!lit) return lines
    const dimmed = toDimmed({ design, lit })
    return new Map([...lines].filter(([id]) => !dimmed.has(id)))
  }, [lines, design, lit])
  return <Particles transform={useViewport()} lines={plain} />
}
