import { MiniMap, type MiniMapNodeProps, useReactFlow } from '@xyflow/react'
import { useComponentFacts } from '../run/facts.ts'

/** The whole design in small, with trouble in its colour. */
export function CanvasMap() {
  const flow = useReactFlow()
  return (
    <MiniMap
      className="canvas-map"
      pannable
      onClick={(_, { x, y }) => void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: 180 })}
      zoomable
      ariaLabel="Map of the design"
      position="bottom-right"
      style={{ width: 132, height: 76 }}
      offsetScale={4}
      nodeComponent={MapNode}
      maskColor="transparent"
      maskStrokeColor="var(--line-strong)"
      maskStrokeWidth={2}
      bgColor="var(--panel)"
    />
  )
}

function MapNode({ id, x, y, width, height, selected }: MiniMapNodeProps) {
  if (id.startsWith('group:')) return <rect className="map-boundary" x={x} y={y} width={width} height={height} rx={16} />
  return <MapCard id={id} x={x} y={y} width={width} height={height} selected={selected} />
}

function MapCard({ id, x, y, width, height, selected }: Pick<MiniMapNodeProps, 'id' | 'x' | 'y' | 'width' | 'height' | 'selected'>) {
  const { trouble } = useComponentFacts(id)
  return <rect className={`map-card map-card-${selected ? 'selected' : trouble}`} x={x} y={y} width={width} height={height} rx={20} />
}
