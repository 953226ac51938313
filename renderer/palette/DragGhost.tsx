import { kindOf } from '../../app/catalogue/catalogue.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { canvasView } from '../canvas/viewport.ts'
import { KindTile } from '../catalogue/KindTile.tsx'
import type { KindDrag } from './use-kind-drag.ts'

/** What is carried from the palette, at the size its card will have. */
export function DragGhost({ kind, x, y, welcome }: KindDrag) {
  const zoom = canvasView.getState().view?.zoom() ?? 1
  const style = { ...cardSize, transform: `translate(${x}px, ${y}px) scale(${zoom}) translate(-50%, -50%)` }
  return (
    <div className={`drag-ghost ${welcome ? 'drag-ghost-welcome' : ''}`} style={style} aria-hidden="true">
      <KindTile kind={kind} size={26} />
      <strong>{kindOf(kind)?.label ?? kind}</strong>
    </div>
  )
}
