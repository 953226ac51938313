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

test('no two commands are on one key, and each has an id and a label of its own', () => {
  const keys = commands.flatMap(({ shortcut, alsoShortcuts = [] }) => [...(shortcut ? [shortcut] : []), ...alsoShortcuts])
  const repeated = <T>(all: T[]) => all.filter((one, index) => all.indexOf(one) !== index)
  expect(repeated(keys)).toEqual([])
  expect(repeated(commands.map(({ id }) => id))).toEqual([])
  expect(repeated(commands.map(({ label }) => label))).toEqual([])
})
