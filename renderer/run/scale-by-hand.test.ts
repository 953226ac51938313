import { beforeEach, expect, test, vi } from 'vitest'

const asked: [string, Record<string, unknown>][] = []
let made = 0
// The page's modules ask for the program at the other end when they are read.
vi.stubGlobal('window', {
  bridge: {
    request: async (name: string, input: Record<string, unknown>) => {
      asked.push([name, input])
      return { ok: true, value: name === 'runs.inject' ? { faultId: `fault-${++made}` } : {} }
    },
    on: () => () => undefined,
    pathOf: () => undefined,
  },
})
const { scaleByHand } = await import('./scale-by-hand.ts')
const { changeRun } = await import('./run-store.ts')

const healed = () => asked.flatMap(([name, { faultId }]) => (name === 'runs.heal' ? [faultId] : []))
const begin = (runId: string) => {
  made = 0
  asked.length = 0
  changeRun('live', (run) => ({ ...run, status: 'running', runId, faults: [] }))
}

beforeEach(() => begin('one'))

test('a press takes back the one before it', async () => {
  await scaleByHand('orders', 2)
  expect(healed()).toEqual([])
  await scaleByHand('orders', 3)
  expect(healed()).toEqual(['fault-1'])
})

test('in another run it takes back nothing, though a fault there has the same number', async () => {
  await scaleByHand('stock', 2)
  begin('two')
  await scaleByHand('stock', 3)
  expect(healed()).toEqual([])
})

test('the faults of the scenario end when it says so, whoever presses', async () => {
  const scale = (id: string, more: object) => ({
    id,
    mechanism: '',
    fault: { kind: 'scale' as const, target: 'mail', replicas: 4, at: '0s', ...more },
  })
  const faults = [scale('timed', { for: '30s' }), scale('later', { at: '5s' }), scale('by hand', {})]
  changeRun('live', (run) => ({ ...run, faults }))
  await scaleByHand('mail', 2)
  expect(healed()).toEqual(['by hand'])
})
