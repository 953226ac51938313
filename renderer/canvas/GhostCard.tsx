import type { NodeProps } from '@xyflow/react'
import type { GhostNode } from './to-flow.ts'

/** Where a copy will be put down. */
export function GhostCard({ data }: NodeProps<GhostNode>) {
  return <div className="ghost-card">{data.label}</div>
}
