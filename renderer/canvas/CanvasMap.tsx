import { MiniMap, type MiniMapNodeProps, useReactFlow } from '@xyflow/react'
import { useTrouble } from '../run/facts.ts'

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
      nodeClassName={({ type }) => type ?? ''}
      maskColor="transparent"
      maskStrokeColor="var(--line-strong)"
      maskStrokeWidth={2}
      bgColor="var(--panel)"
    />
  )
}

function MapNode({ id, x, y, width, height, selected, className }: MiniMapNodeProps) {
  if (className === 'note') return <rect className="map-note" x={x} y={y} width={width} height={height} />
  if (className === 'collapsed') return <rect className="map-card map-card-none" x={x} y={y} width={width} height={height} rx={20} />
  if (className === 'boundary') return <rect className="map-boundary" x={x} y={y} width={width} height={height} rx={16} />
  return <MapCard id={id} x={x} y={y} width={width} height={height} selected={selected} />
}

function MapCard({ id, x, y, width, height, selected }: Pick<MiniMapNodeProps, 'id' | 'x' | 'y' | 'width' | 'height' | 'selected'>) {
  const trouble = useTrouble(id)
  return <rect className={`map-card map-card-${selected ? 'selected' : trouble}`} x={x} y={y} width={width} height={height} rx={20} />
}
