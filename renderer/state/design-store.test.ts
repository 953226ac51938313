import { beforeEach, expect, test } from 'vitest'
import { closeDesign, designStore, edit, markSaved, openNewDesign, openText, redo, undo } from './design-store.ts'

beforeEach(closeDesign)

const now = () => {
  const { document, name, path, dirty, open, draftId, history } = designStore.getState()
  return { text: document.text, name, path, dirty, open, draftId, undo: history.undo.map(({ label }) => label) }
}
const imported = 'microcosm: 1\ncomponents:\n  web: { kind: service }\n'
const importIt = () => openText({ text: imported, path: null, name: 'shop.microcosm.yaml', savedText: null, step: 'Import shop' })

test('an import is a step among the others: undone, all that was open is as it was, and further steps go on from there', () => {
  openText({ text: 'microcosm: 1 # mine\ncomponents: {}\n', path: '/home/ada/a.microcosm.yaml', name: 'a.microcosm.yaml' })
  const untouched = now()
  edit('Name it', (design) => ({ ...design, name: 'A' }))
  const before = now()
  importIt()
  expect(now()).toMatchObject({ text: imported, path: null, dirty: true, undo: ['Name it', 'Import shop'] })
  edit('Name it, too', (design) => ({ ...design, name: 'B' }))
  const after = now()
  undo()
  undo()
  expect(now()).toEqual(before)
  undo()
  expect(now()).toEqual(untouched)
  redo()
  redo()
  redo()
  expect(now()).toEqual(after)
})

test('what was saved after an import is still saved when it is done again', () => {
  openNewDesign()
  importIt()
  markSaved(imported, '/home/ada/shop.microcosm.yaml', 'shop.microcosm.yaml')
  const saved = now()
  undo()
  expect(now()).toMatchObject({ path: null, dirty: false, name: 'new-design.microcosm.yaml' })
  redo()
  expect(now()).toEqual(saved)
})

test('an import into nothing is undone to nothing', () => {
  importIt()
  undo()
  expect(now()).toMatchObject({ open: false, dirty: false })
  redo()
  expect(now()).toMatchObject({ open: true, text: imported })
})

test('opening a file is no step', () => {
  openNewDesign()
  edit('Name it', (design) => ({ ...design, name: 'A' }))
  openText({ text: imported, path: '/b.yaml', name: 'b.yaml' })
  expect(now().undo).toEqual([])
})
