import { expect, test } from 'vitest'
import type { Design } from './design.ts'
import { readDocument } from './document.ts'
import { addNote, changeNote, removeNote, sizeOfNote } from './notes.ts'
import { writeDocument } from './write-document.ts'

const text = `microcosm: 1 # ours
components:
  orders: { kind: service }
layout: { orders: { x: 0, y: 0 } }
`

test('a note is written before the layout and nothing else changes; taken away, the text is as it was', () => {
  const document = readDocument(text)
  const { design, id } = addNote(document.design as Design, { text: 'Paid once\na night', x: 10.4, y: 20 })
  const written = writeDocument(document, design)
  expect(id).toBe('note')
  expect(written.problems).toEqual([])
  expect(written.design?.notes).toEqual({ note: { text: 'Paid once\na night', x: 10, y: 20 } })
  expect(written.text.indexOf('notes:')).toBeLessThan(written.text.indexOf('layout:'))
  expect(written.text).toContain('microcosm: 1 # ours')
  expect(writeDocument(written, removeNote(written.design as Design, 'note')).text).toBe(text)
})

test('a note that is left without a word goes, and another gets a free id', () => {
  const design: Design = { microcosm: 1, components: {}, notes: { note: { text: 'A', x: 0, y: 0 } } }
  const more = addNote(design, { text: 'B', x: 0, y: 0 })
  expect(more.id).toBe('note-2')
  expect(Object.keys(changeNote(more.design, 'note', { text: ' ' }).notes ?? {})).toEqual(['note-2'])
  expect(changeNote(design, 'note', { text: '' })).not.toHaveProperty('notes')
})

test('a label is one line high where it says nothing else', () => {
  expect(sizeOfNote({ text: 'A', x: 0, y: 0, look: 'label' })).toEqual({ width: 208, height: 32 })
  expect(sizeOfNote({ text: 'A', x: 0, y: 0, width: 300 })).toEqual({ width: 300, height: 120 })
})

test('keys of a person are kept, others are refused with their place', () => {
  const read = readDocument(`${text}notes:\n  note: { text: A, x: 0, y: 0, x-author: ada, colour: red }\n`)
  expect(read.problems.map(({ message }) => message)).toEqual([expect.stringContaining('unknown key "colour"')])
})
