import { expect, test, vi } from 'vitest'

// The page's modules ask for the program at the other end, and for the window, when they are read.
vi.stubGlobal('window', {
  bridge: { request: () => new Promise(() => undefined), on: () => () => undefined, pathOf: () => undefined },
  location: { href: 'http://127.0.0.1/' },
  matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
  addEventListener: () => undefined,
})
vi.stubGlobal('document', { addEventListener: () => undefined })
const { commands } = await import('./commands.ts')
const { designStore } = await import('../state/design-store.ts')
const { selectNote } = await import('../state/selection-store.ts')

test('no two commands are on one key, and each has an id and a label of its own', () => {
  const keys = commands.flatMap(({ shortcut, alsoShortcuts = [] }) => [...(shortcut ? [shortcut] : []), ...alsoShortcuts])
  const repeated = <T>(all: T[]) => all.filter((one, index) => all.indexOf(one) !== index)
  expect(repeated(keys)).toEqual([])
  expect(repeated(commands.map(({ id }) => id))).toEqual([])
  expect(repeated(commands.map(({ label }) => label))).toEqual([])
})

test('a note that is selected can be deleted, and has no kind of which there are others', () => {
  designStore.setState({ open: true, design: { microcosm: 1, components: {}, notes: { note: { text: 'Paid at night', x: 0, y: 0 } } } })
  selectNote('note')
  const isOffered = (id: string) => commands.find((command) => command.id === id)?.when?.()
  expect([isOffered('delete-selection'), isOffered('select-same-kind')]).toEqual([true, false])
})
