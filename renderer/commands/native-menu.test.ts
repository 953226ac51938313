import { expect, test, vi } from 'vitest'
import { nativeMenuSchema } from '../../app/bridge/native-menu.ts'

// The page's modules ask for the program at the other end when they are read.
vi.stubGlobal('window', {
  bridge: { request: () => new Promise(() => undefined), on: () => () => undefined, pathOf: () => undefined },
  matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
})
const { runFromMenu, toNativeMenus } = await import('./native-menu.ts')
const { openText } = await import('../state/design-store.ts')
const { presentationStore } = await import('../presentation/presentation-store.ts')
const { selectComponents, selectionStore } = await import('../state/selection-store.ts')
const { closeDialog, openDialog } = await import('../state/shell-store.ts')
// Nothing on the page is typed in.
vi.stubGlobal('document', { activeElement: null })
vi.stubGlobal('HTMLElement', class {})

test('the menus are such as the program takes', () => {
  for (const menu of toNativeMenus()) expect(nativeMenuSchema.safeParse(menu).error).toBeUndefined()
})

test('a menu does nothing over a dialog that waits for its answer, nor while the design is presented', () => {
  openText({ text: 'microcosm: 1\ncomponents:\n  db: { kind: postgres }\n', path: null, name: 'x.microcosm.yaml' })
  const selected = () => {
    selectComponents([])
    runFromMenu('select-all')
    return selectionStore.getState().components
  }
  openDialog({ kind: 'shortcuts' })
  expect(selected()).toEqual([])
  closeDialog()
  presentationStore.setState({ playing: 0 })
  expect(selected()).toEqual([])
  presentationStore.setState({ playing: null })
  expect(selected()).toEqual(['db'])
})
