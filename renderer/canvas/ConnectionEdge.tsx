import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { toLatency, toRate, toShare, toText } from '../../app/run/figures.ts'
import { Icon } from '../parts/Icon.tsx'
import type { Facts } from '../run/component-facts.ts'
import { useConnectionFacts, useFactsOfAll } from '../run/facts.ts'
import { useWas } from '../run/pin-store.ts'
import { thresholds } from '../run/trouble.ts'
import { useSelectionStore } from '../state/selection-store.ts'
import './ConnectionEdge.css'
import { toEdgePath } from './edge-path.ts'
import { edgeWidth } from './edge-width.ts'
import { FaultTags } from './FaultTags.tsx'
import { useTakesCard } from './insert-target.ts'
import type { FlowEdge } from './to-flow.ts'

/** A path that fails is seen at once, however little comes through. */
const leastInTrouble = 3.5

/** A connection: thickness by rate, colour by trouble, dashed when asynchronous; a label where it says something. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<FlowEdge>) {
  const { id, data, selected = false, sourceX, sourceY, targetX, targetY } = props
  const [hovered, setHovered] = useState(false)
  const facts = useTogether(id, data?.together)
  const takesCard = useTakesCard(id)
  const was = useWas('connections', id)
  const { path, arrowPath, labelX, labelY } = toEdgePath({ sourceX, sourceY, targetX, targetY })
  const isAsync = data?.isAsync ?? false
  const trouble = data && data.problems.length > 0 && facts.trouble === 'none' ? 'warning' : facts.trouble
  const width = Math.max(edgeWidth(facts.rate), trouble === 'bad' ? leastInTrouble : 0)
  const classes = [
    'edge',
    `edge-${trouble}`,
    (selected || takesCard) && 'edge-selected',
    takesCard && 'edge-takes',
    facts.stale && 'edge-stale',
  ]
  // The labels of many would cover the cards between them.
  const isOnly = useSelectionStore((state) => state.connections.length === 1)
  const label = (selected && isOnly) || hovered ? labelText(facts, data) : trouble !== 'none' ? troubleText(facts, data) : null
  return (
    <g className={classes.filter(Boolean).join(' ')} onPointerEnter={() => setHovered(true)} onPointerLeave={() => setHovered(false)}>
      <path className="edge-hit" d={path} />
      <path
        className="react-flow__edge-path edge-line"
        d={path}
        style={{ strokeWidth: width, strokeDasharray: isAsync ? '6 5' : 'none' }}
      />
      <path className="edge-arrow" d={arrowPath} />
      {(label || facts.faults.length > 0) && (
        <EdgeLabelRenderer>
          <div
            // What is said stands on a layer of its own, which does not fade with the line.
            className={`edge-label-place edge-${trouble} ${data?.dimmed && !hovered && !selected ? 'dimmed' : ''}`}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {label && (
              <span className={`edge-label ${selected ? 'edge-label-selected' : ''} source-${facts.source}`}>
                {isFailing(facts.errorRate) && <Icon name="circle-x" size={12} />}
                {label}
                {was && (selected || hovered) && <span className="muted">{was}</span>}
              </span>
            )}
            <FaultTags faults={facts.faults} brief />
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

/** What is shown of this connection, and of those that are one line with it where a group is collapsed. */
function useTogether(id: string, together: string[] | undefined): Facts {
  const alone = useConnectionFacts(id)
  return useFactsOfAll('connections', together ?? []) ?? alone
}

/** What is wrong, as short as it can be said: between cards there is little room. The cards and the inspector say the rest. */
function troubleText(facts: Facts, data: FlowEdge['data']): string {
  const { rate, errorRate, p99 } = facts
  if (rate === null) return designText(data)
  if (isFailing(errorRate)) return toText(toShare(errorRate))
  return p99 === null ? '' : toText(toLatency(p99))
}

/** Figures where there are some, otherwise what the design says. */
function labelText(facts: Facts, data: FlowEdge['data']): string {
  const { rate, errorRate, p99 } = facts
  if (rate === null) return designText(data)
  const second = isFailing(errorRate) ? toText(toShare(errorRate)) : p99 === null ? '' : toText(toLatency(p99))
  return [toText(toRate(rate)), second].filter(Boolean).join(' · ')
}

function isFailing(errorRate: number | null): errorRate is number {
  return errorRate !== null && errorRate >= thresholds.errorRate.warning
}

function designText(data: FlowEdge['data']): string {
  if (!data) return ''
  const { protocol, calls } = data.connection
  const perRequest = typeof calls === 'number' && calls !== 1 ? `×${calls}` : typeof calls === 'object' ? Object.keys(calls).join(', ') : ''
  return [protocol, data.isAsync ? 'async' : '', perRequest].filter(Boolean).join(' · ')
}
