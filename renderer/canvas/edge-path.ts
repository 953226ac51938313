import { routeConnection } from '../../app/drawing/edge-route.ts'

/** Where a line leaves one card and enters another, and by which sides. */
interface Ends {
  sourceX: number
  sourceY: number
  targetX: number
  targetY: number
}

/** Less rise than this and a line counts as level; as far above it stands its label. */
const level = 14

/** The line of a connection as in pictures of the design, its arrow, and where its label stands. */
export function toEdgePath({ sourceX, sourceY, targetX, targetY }: Ends) {
  const { path, arrowPath, label, reach } = routeConnection({ x: sourceX, y: sourceY }, { x: targetX, y: targetY })
  // On a level line the label stands above, where it hides neither the line nor what moves along it.
  const isLevel = reach.length === 0 && Math.abs(targetY - sourceY) < level
  return { path, arrowPath, labelX: label.x, labelY: isLevel ? label.y - level : label.y }
}
