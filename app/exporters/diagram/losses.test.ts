import { expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { notesLost } from './losses.ts'

test('notes and steps of a presentation are named as left out, where there are any', () => {
  const design: Design = { microcosm: 1, components: {} }
  expect(notesLost(design)).toEqual([])
  expect(notesLost({ ...design, notes: { note: { text: 'A', x: 0, y: 0 } } })).toMatchObject([{ where: 'notes' }])
  expect(notesLost({ ...design, presentation: [{ name: 'First' }] })).toMatchObject([{ where: 'presentation' }])
})
