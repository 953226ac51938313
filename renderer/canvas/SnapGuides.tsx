import { ViewportPortal } from '@xyflow/react'
import { useStore } from 'zustand'
import type { Position } from '../../app/design/design.ts'
import { type Guide, toGuides } from '../../app/drawing/guides.ts'
import { useDrag } from './drag-store.ts'
import { layoutStore } from './layout-store.ts'

/** While cards are dragged: the rows and columns that they stand in, and the distances to their neighbours there. */
export function SnapGuides() {
  const moving = useDrag((state) => state.moving)
  const copying = useDrag((state) => state.copying)
  const positions = useStore(layoutStore, (state) => state.positions)
  if (Object.keys(moving).length === 0) return null
  const guides = toGuides(moving, copying ? positions : without(positions, moving))
  return (
    <ViewportPortal>
      {guides.map((guide) => (
        <Line key={`${guide.axis} ${guide.at}`} guide={guide} />
      ))}
    </ViewportPortal>
  )
}

function Line({ guide: { axis, at, from, to, gaps } }: { guide: Guide }) {
  const isRow = axis === 'row'
  const style = isRow ? { left: from, top: at, width: to - from } : { left: at, top: from, height: to - from }
  return (
    <>
      <div className={`snap-guide snap-guide-${axis}`} style={style} />
      {gaps.map((gap) => (
        <span key={gap.at} className="snap-gap" style={isRow ? { left: gap.at, top: at } : { left: at, top: gap.at }}>
          {Math.round(gap.size)}
        </span>
      ))}
    </>
  )
}

/** The cards that stay where they are. */
export function without(positions: Record<string, Position>, moving: Record<string, Position>): Record<string, Position> {
  return Object.fromEntries(Object.entries(positions).filter(([id]) => !Object.hasOwn(moving, id)))
}
