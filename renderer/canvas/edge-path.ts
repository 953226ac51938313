import { getBezierPath, getSmoothStepPath, type Position } from '@xyflow/react'

interface Ends {
  sourceX: number
  sourceY: number
  sourcePosition: Position
  targetX: number
  targetY: number
  targetPosition: Position
}

/** Room a curve needs between two columns to look like one. */
const least = 24

/** The line of a connection and where its label stands: a curve to the right, a line around the cards to the left or back. */
export function toEdgePath(ends: Ends): [path: string, labelX: number, labelY: number] {
  if (ends.targetX - ends.sourceX >= least) {
    const [path, x, y] = getBezierPath(ends)
    return [path, x, y]
  }
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: 14, offset: 18 })
  return [path, x, y]
}
