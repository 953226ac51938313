import type { NodeProps } from '@xyflow/react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { t } from '../language/t.ts'
import { designStore } from '../state/design-store.ts'
import { useSettingsStore } from '../state/settings-store.ts'
import { endWriting, resizeNote, useIsWriting, writeNote } from './note-edits.ts'
import './NoteSheet.css'
import type { NoteNode } from './to-flow.ts'

const arrows: Record<string, [number, number]> = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] }

/** What somebody wrote on the drawing: a coloured sheet, or a label that is text alone. */
export function NoteSheet({ data }: NodeProps<NoteNode>) {
  const { note, text, look, size, selected } = data
  const isWriting = useIsWriting(note)
  const isLocked = useSettingsStore((state) => state.layoutLocked)
  const [dragged, setDragged] = useState<typeof size | null>(null)
  const shown = dragged ?? size
  return (
    <div className={`note note-${look} ${selected ? 'note-selected' : ''}`} style={{ width: shown.width, height: shown.height }}>
      {isWriting ? <Writing id={note} text={text} /> : <p className="note-text">{text}</p>}
      {selected && !isWriting && !isLocked && <ResizeHandle id={note} size={size} onDrag={setDragged} />}
    </div>
  )
}

/** Ctrl+Enter or leaving keeps what was written, Escape does not. */
function Writing({ id, text }: { id: string; text: string }) {
  const [written, setWritten] = useState(text)
  const isGivenUp = useRef(false)
  const [draftId] = useState(() => designStore.getState().draftId)
  const keep = () => {
    const isThere = !isGivenUp.current && designStore.getState().draftId === draftId
    isGivenUp.current = true
    if (isThere && written !== text) writeNote(id, written)
    endWriting(id)
  }
  const latest = useRef(keep)
  latest.current = keep
  // In a large design a note that goes out of view is taken off the page, and its field is not left but gone.
  useEffect(() => () => latest.current(), [])
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isKept = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    event.stopPropagation()
    if (event.key !== 'Escape' && !isKept) return
    event.preventDefault()
    isGivenUp.current = event.key === 'Escape'
    event.currentTarget.blur()
  }
  return (
    <textarea
      className="note-text note-writing nodrag nopan nowheel"
      aria-label={t('Text of the note')}
      maxLength={4000}
      value={written}
      ref={selectOnce}
      onChange={(event) => setWritten(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  )
}

interface ResizeHandleProps {
  id: string
  size: { width: number; height: number }
  onDrag: (size: { width: number; height: number } | null) => void
}

function ResizeHandle({ id, size, onDrag }: ResizeHandleProps) {
  const began = useRef<{ x: number; y: number; zoom: number } | null>(null)
  const sizeAt = ({ clientX, clientY }: PointerEvent) => {
    const { x, y, zoom } = began.current ?? { x: clientX, y: clientY, zoom: 1 }
    return { width: Math.max(80, size.width + (clientX - x) / zoom), height: Math.max(24, size.height + (clientY - y) / zoom) }
  }
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    const sheet = event.currentTarget.parentElement
    event.currentTarget.setPointerCapture(event.pointerId)
    const zoom = sheet ? sheet.getBoundingClientRect().width / sheet.offsetWidth : 1
    began.current = { x: event.clientX, y: event.clientY, zoom }
  }
  const end = (event: PointerEvent<HTMLButtonElement>) => {
    if (began.current) resizeNote(id, sizeAt(event))
    giveUp()
  }
  const giveUp = () => {
    began.current = null
    onDrag(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrows[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    resizeNote(id, { width: size.width + by[0], height: size.height + by[1] }, `resize ${id}`)
  }
  return (
    <button
      type="button"
      className="note-resize nodrag nopan"
      aria-label={t('Resize the note by the arrow keys')}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => began.current && onDrag(sizeAt(event))}
      onPointerUp={end}
      onPointerCancel={giveUp}
      onKeyDown={onKeyDown}
    />
  )
}

function selectOnce(field: HTMLTextAreaElement | null): void {
  field?.select()
}
