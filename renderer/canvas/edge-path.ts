import { getBezierPath, getSmoothStepPath, Position } from '@xyflow/react'

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

/** Less rise than this and a line counts as level; as far above it stands its label. */
const level = 14

/** The same line in a picture of the design, from the middle of one card's right side to the middle of another's left. */
export function lineBetween(source: { x: number; y: number }, target: { x: number; y: number }): string {
  const ends = { sourceX: source.x, sourceY: source.y, targetX: target.x, targetY: target.y }
  return toEdgePath({ ...ends, sourcePosition: Position.Right, targetPosition: Position.Left })[0]
}

/** The line of a connection and where its label stands: a curve to the right, a line around the cards to the left or back. */
export function toEdgePath(ends: Ends): [path: string, labelX: number, labelY: number] {
  if (ends.targetX - ends.sourceX >= least) {
    const [path, x, y] = getBezierPath(ends)
    // On a level line the label stands above, where it hides neither the line nor what moves along it.
    const isLevel = Math.abs(ends.targetY - ends.sourceY) < level
    return [path, x, isLevel ? y - level : y]
  }
  const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: 14, offset: 18 })
  return [path, x, y]
}
