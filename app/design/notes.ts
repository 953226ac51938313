import type { Design, Note } from './design.ts'
import { setParameter } from './edit.ts'

/** What people write on a drawing. */

/** Pixels at 100 %, where a note does not say how large it is. */
const sizes = { note: { width: 208, height: 120 }, label: { width: 208, height: 32 } }

export function sizeOfNote({ look = 'note', width, height }: Note): { width: number; height: number } {
  return { width: width ?? sizes[look].width, height: height ?? sizes[look].height }
}

/** Adds a note with a free id (`note`, `note-2`). */
export function addNote(design: Design, note: Note): { design: Design; id: string } {
  const wish = note.look ?? 'note'
  let id: string = wish
  for (let number = 2; Object.hasOwn(design.notes ?? {}, id); number += 1) id = `${wish}-${number}`
  return { id, design: setParameter(design, ['notes', id], { ...note, x: Math.round(note.x), y: Math.round(note.y) }) }
}

/** Changes what a note says or where it stands; a note without a word is taken away. */
export function changeNote(design: Design, id: string, change: Partial<Note>): Design {
  const note = design.notes?.[id]
  if (!note) return design
  const { x, y, ...rest } = { ...note, ...change }
  if (rest.text.trim() === '') return removeNote(design, id)
  return setParameter(design, ['notes', id], { ...rest, x: Math.round(x), y: Math.round(y) })
}

/** Takes a note away, and with the last one the section. */
export function removeNote(design: Design, id: string): Design {
  const { [id]: gone, ...others } = design.notes ?? {}
  if (!gone) return design
  if (Object.keys(others).length > 0) return { ...design, notes: others }
  const { notes: _, ...rest } = design
  return rest
}
