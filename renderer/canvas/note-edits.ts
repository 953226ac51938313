import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Note, Position } from '../../app/design/design.ts'
import { addNote, changeNote, removeNote, sizeOfNote } from '../../app/design/notes.ts'
import { gridSize } from '../../app/drawing/card-size.ts'
import { t } from '../language/t.ts'
import { designStore, edit } from '../state/design-store.ts'
import { clearSelection, selectionStore, selectNote } from '../state/selection-store.ts'
import { freePlace } from './add-component.ts'
import { layoutStore } from './layout-store.ts'
import { canvasView } from './viewport.ts'

/** What a person can do to the notes on a drawing. Each is one undo step. */

const writingStore = createStore<{ note: string | null }>(() => ({ note: null }))

/** Whether the text of this note is being written. */
export function useIsWriting(id: string): boolean {
  return useStore(writingStore, (state) => state.note === id)
}

export function startWriting(id: string): void {
  writingStore.setState({ note: id })
}

/** Unless another one is written by now. */
export function endWriting(id: string): void {
  if (writingStore.getState().note === id) writingStore.setState({ note: null })
}

export function selectedNote(): string | undefined {
  const { note } = selectionStore.getState()
  return note !== undefined && Object.hasOwn(designStore.getState().design.notes ?? {}, note) ? note : undefined
}

/** Puts a note or a label under a point of the screen, or in the middle of the canvas where nothing is, and begins to write it. */
export function putNote(look: NonNullable<Note['look']>, screen?: Position): void {
  const { view } = canvasView.getState()
  const taken = [...Object.values(layoutStore.getState().positions), ...Object.values(designStore.getState().design.notes ?? {})]
  const at = (screen && view?.toPosition(screen)) ?? freePlace(view?.centre() ?? { x: 0, y: 0 }, taken)
  const place = { x: toGrid(at.x), y: toGrid(at.y) }
  let added = ''
  edit(look === 'label' ? t('Add a label') : t('Add a note'), (design) => {
    const text = look === 'label' ? 'Label' : 'Note'
    const result = addNote(design, look === 'label' ? { text, ...place, look } : { text, ...place })
    added = result.id
    return result.design
  })
  if (!added) return
  selectNote(added)
  startWriting(added)
}

export function writeNote(id: string, text: string): void {
  edit(t('Write a note'), (design) => changeNote(design, id, { text }))
}

/** Presses in a row are one step. */
export function placeNote(id: string, at: Position, join?: string): void {
  edit(t('Move a note'), (design) => changeNote(design, id, at), join)
}

export function nudgeNote(dx: number, dy: number): void {
  const id = selectedNote()
  const note = id === undefined ? undefined : designStore.getState().design.notes?.[id]
  if (id !== undefined && note) placeNote(id, { x: note.x + dx, y: note.y + dy }, `nudge note ${id}`)
}

export function resizeNote(id: string, size: { width: number; height: number }, join?: string): void {
  const width = Math.min(2000, Math.max(80, toGrid(size.width)))
  const height = Math.min(2000, Math.max(24, toGrid(size.height)))
  const note = designStore.getState().design.notes?.[id]
  const before = note && sizeOfNote(note)
  if (!before || (before.width === width && before.height === height)) return
  edit(t('Resize a note'), (design) => changeNote(design, id, { width, height }), join)
}

export function deleteNote(id: string): void {
  clearSelection()
  edit(t('Delete a note'), (design) => removeNote(design, id))
}

function toGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize
}
