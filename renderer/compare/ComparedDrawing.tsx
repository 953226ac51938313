import { type PointerEvent, useEffect, useRef } from 'react'
import type { Position } from '../../app/design/design.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import type { ComparedCard, ComparedPicture, Presence } from './compared-picture.ts'

/** Where the ground is seen from; both sides have the same. */
export interface Camera extends Position {
  zoom: number
}

interface DrawingProps {
  label: string
  picture: ComparedPicture
  camera: Camera
  chosen: string | null
  onCamera: (change: (before: Camera) => Camera) => void
  onChoose: (id: string) => void
}

/** A click may tremble this much, pixels. */
const tremble = 3
export const marks: Record<Presence, string> = { same: '', changed: '≠', added: '+', removed: '−' }

/** One side: dragged by the ground and zoomed by the wheel, and the other side with it. */
export function ComparedDrawing({ label, picture, camera, chosen, onCamera, onChoose }: DrawingProps) {
  const element = useRef<HTMLDivElement>(null)
  const press = useRef<{ x: number; y: number; isDrag: boolean } | null>(null)
  // React's own listener of the wheel may not keep the page from being zoomed.
  useEffect(() => {
    const pane = element.current
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      if (!pane) return
      const { left, top } = pane.getBoundingClientRect()
      const at = { x: event.clientX - left, y: event.clientY - top }
      onCamera((before) => zoomed(before, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), at))
    }
    pane?.addEventListener('wheel', onWheel, { passive: false })
    return () => pane?.removeEventListener('wheel', onWheel)
  }, [onCamera])
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button > 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    press.current = { x: event.clientX, y: event.clientY, isDrag: false }
  }
  const onPointerMove = ({ clientX: x, clientY: y }: PointerEvent<HTMLDivElement>) => {
    const from = press.current
    if (!from || (!from.isDrag && Math.hypot(x - from.x, y - from.y) <= tremble)) return
    press.current = { x, y, isDrag: true }
    onCamera((before) => ({ ...before, x: before.x + x - from.x, y: before.y + y - from.y }))
  }
  const onPointerUp = ({ clientX, clientY }: PointerEvent<HTMLDivElement>) => {
    const isClick = press.current?.isDrag === false
    press.current = null
    const under = isClick ? document.elementFromPoint(clientX, clientY)?.closest('[data-part]') : null
    const id = under?.getAttribute('data-part')
    if (id) onChoose(id)
  }
  return (
    <div
      ref={element}
      className="compared-drawing"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        press.current = null
      }}
    >
      <svg role="img" aria-label={label}>
        <g transform={`translate(${camera.x} ${camera.y}) scale(${camera.zoom})`}>
          {picture.groups.map(({ id, name, box }) => (
            <g key={id}>
              <rect {...box} rx={12} className="compared-group" />
              <text x={box.x + 14} y={box.y - 4} className="compared-kind">
                {name}
              </text>
            </g>
          ))}
          {picture.lines.map(({ id, path, arrow, isAsync, presence }) => (
            <g key={id} data-part={id} className={`compared-line compared-${presence} ${id === chosen ? 'compared-chosen' : ''}`}>
              <path d={path} className="compared-reach" />
              <path d={path} strokeDasharray={isAsync ? '6 5' : undefined} />
              <path d={arrow} className="compared-arrow" />
            </g>
          ))}
          {picture.cards.map((card) => (
            <Card key={card.id} card={card} isChosen={card.id === chosen} />
          ))}
        </g>
      </svg>
    </div>
  )
}

function Card({ card, isChosen }: { card: ComparedCard; isChosen: boolean }) {
  const { id, x, y, name, kind, note, hue, presence, isAbsent } = card
  const classes = ['compared-card', `compared-${presence}`, `hue-${hue}`, isAbsent && 'compared-absent', isChosen && 'compared-chosen']
  return (
    <g data-part={id} className={classes.filter(Boolean).join(' ')} transform={`translate(${x} ${y})`}>
      <rect {...cardSize} rx={12} className="compared-ground" />
      {!isAbsent && (
        <>
          <rect x={14} y={14} width={26} height={26} rx={7} className="compared-tile" />
          <text x={50} y={26} className="compared-name">
            {shortened(name, 19)}
          </text>
          <text x={50} y={43} className="compared-kind">
            {kind}
          </text>
          <text x={14} y={68} className="compared-kind">
            {shortened(note, 30)}
          </text>
        </>
      )}
      {presence !== 'same' && (
        <g transform={`translate(${cardSize.width - 4} 4)`}>
          <circle r={11} className="compared-mark" />
          <text y={5} className="compared-sign">
            {marks[presence]}
          </text>
        </g>
      )}
    </g>
  )
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** Closer or further, with this point of the pane where it was. */
export function zoomed({ x, y, zoom }: Camera, by: number, at: Position): Camera {
  const next = Math.min(2.5, Math.max(0.05, zoom * by))
  const factor = next / zoom
  return { x: at.x - (at.x - x) * factor, y: at.y - (at.y - y) * factor, zoom: next }
}
