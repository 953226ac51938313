import { useViewport } from '@xyflow/react'
import { useMemo } from 'react'
import { connectionId } from '../../app/design/design.ts'
import { Particles } from '../run/Particles.tsx'
import { useDesignStore } from '../state/design-store.ts'

/** Hands the moving traffic what it needs of the canvas: where it looks and which edges there are. */
export function TrafficOverlay() {
  const transform = useViewport()
  const connections = useDesignStore((state) => state.design.connections)
  const ids = useMemo(() => [...new Set((connections ?? []).map(connectionId))], [connections])
  return <Particles transform={transform} connections={ids} />
}
