import { type ConnectionLineComponentProps, EdgeLabelRenderer, getBezierPath } from '@xyflow/react'
import type { Position } from '../../app/design/design.ts'
import { checkEnds } from '../../app/design/move-end.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { useDesignStore } from '../state/design-store.ts'
import { layoutStore } from './layout-store.ts'

/** The line under the pointer while a connection is drawn, and why it may not end where it is. */
export function ConnectionLine(props: ConnectionLineComponentProps) {
  const { fromNode, fromHandle, fromX, fromY, fromPosition, toX, toY, toPosition, connectionStatus } = props
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  })
  const over = cardAt({ x: toX, y: toY })
  const reason = useDesignStore(({ design }) => {
    if (over === undefined || over === fromNode.id) return undefined
    return checkEnds(design, fromHandle.type === 'source' ? { from: fromNode.id, to: over } : { from: over, to: fromNode.id })
  })
  return (
    <g className={`drawn-line ${connectionStatus === 'valid' ? 'drawn-line-valid' : ''}`}>
      <path d={path} />
      <circle cx={toX} cy={toY} r={4} />
      {reason && (
        <EdgeLabelRenderer>
          <div className="drawn-reason" style={{ transform: `translate(${toX + 14}px, ${toY + 14}px)` }}>
            {reason}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  )
}

/** The card at this point of the design. */
function cardAt({ x, y }: Position): string | undefined {
  const found = Object.entries(layoutStore.getState().positions).find(
    ([, at]) => x >= at.x && y >= at.y && x <= at.x + cardSize.width && y <= at.y + cardSize.height,
  )
  return found?.[0]
}
