import type { NodeProps } from '@xyflow/react'
import type { BoundaryNode } from './to-flow.ts'

/** A group's boundary behind its members, with its name on the line, by which it is selected and moved. */
export function BoundaryLabel({ data }: NodeProps<BoundaryNode>) {
  return (
    <div className={`boundary ${data.selected ? 'boundary-selected' : ''}`}>
      <span className="boundary-name">{data.label}</span>
    </div>
  )
}
