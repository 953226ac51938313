import { beforeEach, expect, test, vi } from 'vitest'

// The page's modules ask for the program at the other end when they are read.
vi.stubGlobal('window', { bridge: { request: () => new Promise(() => undefined), on: () => () => undefined, pathOf: () => undefined } })
vi.stubGlobal('cancelAnimationFrame', () => undefined)
const { closeDesign, edit, editText, openText } = await import('../state/design-store.ts')
const { removeStep } = await import('../../app/design/presentation.ts')
const { startPresenting, stopPresenting } = await import('./present.ts')
const { isPresenting, presentationStore } = await import('./presentation-store.ts')

const text = 'microcosm: 1\ncomponents: {}\npresentation:\n  - name: First\n  - name: Second\n'

beforeEach(() => {
  stopPresenting()
  presentationStore.setState({ chosen: 1 })
  openText({ text, path: '/home/ada/shop.microcosm.yaml', name: 'shop.microcosm.yaml' })
  startPresenting()
  expect(presentationStore.getState().playing).toBe(1)
})

test.each<[string, () => void]>([
  ['another design is opened', () => void openText({ text, path: '/home/ada/other.microcosm.yaml', name: 'other.microcosm.yaml' })],
  ['the design is closed', closeDesign],
  ['its step is taken away', () => edit('Delete a step', (design) => removeStep(design, 1))],
])('a presentation ends when %s, and the window is as ever', (_, happens) => {
  happens()
  expect(isPresenting()).toBe(false)
})

test('it goes on when what it shows is changed', () => {
  editText('Edit YAML', text.replace('Second', 'The second'))
  expect(presentationStore.getState().playing).toBe(1)
})
