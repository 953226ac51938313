import { expect, test, vi } from 'vitest'

// The page's modules ask for the program at the other end when they are read.
vi.stubGlobal('window', { bridge: { request: () => new Promise(() => undefined), on: () => () => undefined, pathOf: () => undefined } })
const { designStore, openText } = await import('../state/design-store.ts')
const { breakAt, withinScenario } = await import('./fault-edits.ts')

const text = (duration: string) =>
  `microcosm: 1\ncomponents:\n  db: { kind: postgres }\nscenarios:\n  short: { duration: ${duration}, warmup: 0s }\n`

test('a fault for which no moment was chosen comes before the scenario is over', () => {
  openText({ text: text('5s'), path: null, name: 'short.microcosm.yaml' })
  expect([withinScenario(10), withinScenario(5), withinScenario(3.7)]).toEqual([4, 4, 3])
  breakAt('db', 'kill', withinScenario(10))
  expect(designStore.getState().design.scenarios?.short?.faults).toEqual([{ at: '4s', kind: 'kill', target: 'db', for: '1s' }])
  openText({ text: text('500ms'), path: null, name: 'shorter.microcosm.yaml' })
  expect(withinScenario(10)).toBe(0)
})
