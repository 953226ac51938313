import { expect, test, vi } from 'vitest'
import type { Result } from '../../app/run/result.ts'

// The page's modules ask for the program at the other end when they are read.
const request = vi.fn(() => new Promise(() => undefined))
vi.stubGlobal('window', { bridge: { request, on: () => () => undefined, pathOf: () => undefined } })
vi.stubGlobal('cancelAnimationFrame', () => undefined)
const { changeRun, runStore } = await import('../run/run-store.ts')
const { pinStore } = await import('../run/pin-store.ts')
const { designStore, openText } = await import('../state/design-store.ts')
const { selectComponents, selectionStore } = await import('../state/selection-store.ts')
const { leaveDesign } = await import('./unsaved.ts')

test('a design that is closed leaves no run behind: neither its figures nor a prediction that goes on', async () => {
  openText({
    text: 'microcosm: 1\ncomponents:\n  web: { kind: service }\n',
    path: '/home/ada/shop.microcosm.yaml',
    name: 'shop.microcosm.yaml',
  })
  selectComponents(['web'])
  changeRun('predict', (run) => ({ ...run, runId: 'one', status: 'running' }))
  await leaveDesign()
  expect(designStore.getState().open).toBe(false)
  expect(runStore.getState().runs.predict.status).toBe('idle')
  expect(selectionStore.getState().components).toEqual([])
  expect(request.mock.calls).toContainEqual(expect.arrayContaining(['runs.stop']))
})

test('what is pinned waits for the next design, which may be its twin', async () => {
  openText({ text: 'microcosm: 1\ncomponents: {}\nscenarios:\n  rush: { duration: 30s }\n', path: '/home/ada/one.yaml', name: 'one.yaml' })
  const pinned = { design: designStore.getState().design, result: { scenario: 'rush' } as Result }
  pinStore.setState({ pinned })
  await leaveDesign()
  expect(pinStore.getState().pinned).toBe(pinned)
})
