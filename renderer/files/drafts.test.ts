import { afterAll, expect, test, vi } from 'vitest'

// The page's modules ask for the program at the other end when they are read.
const request = vi.fn(async (_name: string, _input: object) => ({ ok: true, value: {} }))
vi.stubGlobal('window', { bridge: { request, on: () => () => undefined, pathOf: () => undefined } })
vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval'] })
const { keepDrafts } = await import('./drafts.ts')
const { removeComponents } = await import('../../app/design/edit.ts')
const { designStore, edit, openText } = await import('../state/design-store.ts')
const { keepDraft } = await import('../yaml/yaml-drafts.ts')
vi.stubGlobal('document', { addEventListener: () => undefined })

afterAll(() => vi.useRealTimers())

async function lastAsked() {
  await vi.advanceTimersByTimeAsync(500)
  return request.mock.calls.at(-1)
}

test('YAML that is not right yet is kept, and goes when what it is of is gone and the rest was saved', async () => {
  keepDrafts()
  openText({ text: 'microcosm: 1\ncomponents:\n  orders: { kind: service }\n', path: '/home/ada/shop.yaml', name: 'shop.yaml' })
  const { draftId } = designStore.getState()
  const typed = { base: '{ kind: service }', typed: '{ kind: serv', label: 'orders as YAML' }
  keepDraft(draftId, ['components', 'orders'], typed)
  const unfinished = [{ part: ['components', 'orders'], ...typed }]
  expect(await lastAsked()).toEqual(['drafts.put', expect.objectContaining({ id: draftId, unfinished })])
  edit('Delete', (design) => removeComponents(design, ['orders']))
  // Until that is saved it can be undone.
  expect(await lastAsked()).toEqual(['drafts.put', expect.objectContaining({ id: draftId, unfinished })])
  designStore.setState(({ document }) => ({ savedText: document.text, dirty: false }))
  expect(await lastAsked()).toEqual(['drafts.discard', expect.objectContaining({ id: draftId })])
})
