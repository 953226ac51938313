import { type ConnectionLineComponentProps, getBezierPath } from '@xyflow/react'

/** The line under the pointer while a connection is drawn. */
export function ConnectionLine({ fromX, fromY, fromPosition, toX, toY, toPosition, connectionStatus }: ConnectionLineComponentProps) {
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  })
  return (
    <g className={`drawn-line ${connectionStatus === 'valid' ? 'drawn-line-valid' : ''}`}>
      <path d={path} />
      <circle cx={toX} cy={toY} r={4} />
    </g>
  )
}
