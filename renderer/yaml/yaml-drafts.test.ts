import { beforeEach, expect, test, vi } from 'vitest'

// The page's modules ask for the program at the other end when they are read.
vi.stubGlobal('window', { bridge: { request: () => new Promise(() => undefined), on: () => () => undefined, pathOf: () => undefined } })
const { mayLeaveDesign } = await import('../files/unsaved.ts')
const { closeDesign, designStore, edit, openText } = await import('../state/design-store.ts')
const { shellStore } = await import('../state/shell-store.ts')
const { removeComponents } = await import('../../app/design/edit.ts')
const { draftOf, keepDraft, restoreTexts, textsOf, unfinishedIn } = await import('./yaml-drafts.ts')

const text = 'microcosm: 1\ncomponents:\n  orders: { kind: service }\n  db: { kind: postgres }\n'
const draft = { base: '{ kind: service }', typed: '{ kind: serv', label: 'orders as YAML' }
const file = () => designStore.getState().draftId
const dialog = () => shellStore.getState().dialog

beforeEach(() => {
  closeDesign()
  openText({ text, path: '/home/ada/shop.microcosm.yaml', name: 'shop.microcosm.yaml' })
})

test('a design with YAML that is not right yet is not left without a question', async () => {
  keepDraft(file(), ['components', 'orders'], draft)
  const stays = mayLeaveDesign()
  expect(dialog()).toMatchObject({ kind: 'unfinished', what: 'orders as YAML' })
  answer(false)
  expect(await stays).toBe(false)
  expect(draftOf(file(), ['components', 'orders'])).toEqual(draft)
  const leaves = mayLeaveDesign()
  answer(true)
  expect(await leaves).toBe(true)
})

test('one in which all that was typed is right is left at once', async () => {
  keepDraft(file(), ['components', 'orders'], draft)
  keepDraft(file(), ['components', 'orders'], undefined)
  expect(await mayLeaveDesign()).toBe(true)
  expect(dialog()).toBeNull()
})

test('what was typed for another file, or for a component that is gone, holds nobody back', () => {
  keepDraft('another', [], draft)
  keepDraft(file(), ['components', 'orders'], draft)
  expect(unfinishedIn(designStore.getState())).toEqual(['orders as YAML'])
  edit('Delete', (design) => removeComponents(design, ['orders']))
  expect(unfinishedIn(designStore.getState())).toEqual([])
})

test('all that was typed for a file is kept as data and comes back', () => {
  keepDraft('one', [], { ...draft, typed: 'all' })
  keepDraft('one', ['connections', 'orders->db'], draft)
  const kept = textsOf('one')
  expect(kept).toEqual([
    { part: [], ...draft, typed: 'all' },
    { part: ['connections', 'orders->db'], ...draft },
  ])
  restoreTexts('two', JSON.parse(JSON.stringify(kept)))
  expect(textsOf('two')).toEqual(kept)
})

function answer(leaves: boolean): void {
  const asked = dialog()
  if (asked?.kind === 'unfinished') asked.answer(leaves)
}
