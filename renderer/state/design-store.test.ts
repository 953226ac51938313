import * as fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { closeDesign, designStore, edit, editText, markSaved, openNewDesign, openText, redo, undo } from './design-store.ts'

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

/** What a person does, in any order: each either a step, or one of the two that travel between steps. */
const deeds = fc.array(
  fc.oneof(
    fc.record({ deed: fc.constant('edit' as const), id: fc.constantFrom('web', 'cart', 'db'), replicas: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ deed: fc.constant('remove' as const), id: fc.constantFrom('web', 'cart', 'db'), replicas: fc.constant(0) }),
    fc.record({
      deed: fc.constantFrom('write' as const, 'undo' as const),
      id: fc.constant('web'),
      replicas: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  { maxLength: 25 },
)

test('undone to the beginning the text is that of the beginning, byte for byte, and done again that of the end', () => {
  const text = '# Mine.\nmicrocosm: 1\ncomponents:\n  web: {kind: service,replicas: 2}   # odd\n\n  db:\n    kind: "postgres"\n'
  fc.assert(
    fc.property(deeds, (done) => {
      openText({ text, path: '/a.yaml', name: 'a.yaml' })
      const seen = [text]
      for (const { deed, id, replicas } of done) {
        const before = now().text
        if (deed === 'undo') undo()
        else if (deed === 'write') editText('Write', `${before.trimEnd()}\n# ${replicas}\n`)
        else
          edit(deed, (design) => {
            const { [id]: component, ...others } = design.components
            if (deed === 'remove') return component ? { ...design, components: others } : design
            return { ...design, components: { ...design.components, [id]: { kind: 'service', ...component, replicas } } }
          })
        // After an undo, what was seen last is no longer ahead; a step goes on from where the person is.
        if (deed === 'undo') seen.length = Math.max(1, seen.length - 1)
        else if (now().text !== before) seen.push(now().text)
        expect(now().text).toBe(seen.at(-1))
      }
      for (const earlier of seen.toReversed().slice(1)) {
        undo()
        expect(now().text).toBe(earlier)
      }
      expect(now()).toMatchObject({ text, dirty: false, undo: [] })
      for (const later of seen.slice(1)) {
        redo()
        expect(now().text).toBe(later)
      }
    }),
  )
})
