import { type KeyboardEvent, useRef } from 'react'
import type { Area } from '../../app/design/design.ts'
import { gridSize } from '../../app/drawing/card-size.ts'
import type { Message } from '../../app/language/translate.ts'
import { t } from '../language/t.ts'
import { useDrag } from '../parts/use-drag.ts'
import { dragStore, endDrag } from './drag-store.ts'
import { boundaryOf, type Corner, fitGroup, moveCorner, resizeGroup } from './group-edits.ts'
import './GroupHandles.css'
import { canvasView } from './viewport.ts'

const corners: [corner: Corner, label: Message][] = [
  [{ x: -1, y: -1 }, 'Top left corner of {name}: arrow keys resize the group'],
  [{ x: 1, y: -1 }, 'Top right corner of {name}: arrow keys resize the group'],
  [{ x: -1, y: 1 }, 'Bottom left corner of {name}: arrow keys resize the group'],
  [{ x: 1, y: 1 }, 'Bottom right corner of {name}: arrow keys resize the group'],
]
const arrows: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** The corners of a selected group, by which it is resized; a double click fits it to what is in it. */
export function GroupHandles({ id, name }: { id: string; name: string }) {
  return corners.map(([corner, label]) => <Handle key={label} id={id} corner={corner} label={t(label, { name })} />)
}

function Handle({ id, corner, label }: { id: string; corner: Corner; label: string }) {
  const began = useRef<{ area: Area; zoom: number } | null>(null)
  const giveUp = () => {
    began.current = null
    endDrag()
  }
  const drag = useDrag({
    onMove(dx, dy) {
      const area = began.current?.area ?? boundaryOf(id)
      if (!area) return
      began.current ??= { area, zoom: canvasView.getState().view?.zoom() ?? 1 }
      const { zoom } = began.current
      dragStore.setState({ group: { id, area: moveCorner(area, corner, { x: dx / zoom, y: dy / zoom }) } })
    },
    onEnd() {
      const { group } = dragStore.getState()
      giveUp()
      if (group) resizeGroup(group.id, group.area)
    },
    onCancel: giveUp,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const [x, y] = arrows[event.key] ?? []
    const area = boundaryOf(id)
    if (x === undefined || y === undefined || !area) return
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? 5 * gridSize : gridSize
    resizeGroup(id, moveCorner(area, corner, { x: x * step, y: y * step }), `resize ${id}`)
  }
  return (
    <button
      type="button"
      className={`group-handle group-handle-${corner.y < 0 ? 'top' : 'bottom'} group-handle-${corner.x < 0 ? 'left' : 'right'} nodrag nopan`}
      aria-label={label}
      onKeyDown={onKeyDown}
      // By the mouse the group stays what the keys move.
      onMouseDown={(event) => event.preventDefault()}
      onDoubleClick={(event) => {
        event.stopPropagation()
        fitGroup()
      }}
      {...drag}
    />
  )
}
