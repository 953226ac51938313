import type { NodeProps } from '@xyflow/react'
import type { BoundaryNode } from './to-flow.ts'

/** A group's boundary behind its members, with its name on the line. */
export function BoundaryLabel({ data }: NodeProps<BoundaryNode>) {
  return (
    <div className="boundary">
      <span>{data.label}</span>
    </div>
  )
}
