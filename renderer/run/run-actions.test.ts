import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answer, Bridge } from '../../app/bridge/answer.ts'
import type { Frame, RunEvent } from '../../app/run/frame.ts'

/** The program at the other end of the bridge: each request waits here until the test answers it. */
interface Asked {
  name: string
  input: Record<string, unknown>
  answer(value: object): Promise<void>
  refuse(message: string): Promise<void>
}
let asked: Asked[] = []
const listeners = new Map<string, (payload: unknown) => void>()
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}
const bridge = {
  request: (name: string, input: Record<string, unknown>) =>
    new Promise<Answer<unknown>>((resolve) => {
      const give = (answer: Answer<unknown>) => {
        resolve(answer)
        return settle()
      }
      const answer = (value: object) => give({ ok: true, value })
      asked.push({ name, input, answer, refuse: (message) => give({ ok: false, code: 'bad-input', message } as Answer<unknown>) })
    }),
  on: (name: string, listener: (payload: unknown) => void) => {
    listeners.set(name, listener)
    return () => listeners.delete(name)
  },
  pathOf: () => undefined,
}
vi.stubGlobal('window', { bridge: bridge as unknown as Bridge, location: { href: 'http://127.0.0.1/' } })
const { endRun, heal, inject, listenToRuns, startLive, startPredict, stop } = await import('./run-actions.ts')
const { forgetRuns, runStore } = await import('./run-store.ts')
const { openText } = await import('../state/design-store.ts')

const text = 'microcosm: 1\ncomponents:\n  people: { kind: traffic, rate: 5 }\n  shop: { kind: service }\n'
const frame = (time: number): Frame => ({ time, warmup: false, components: {}, connections: {}, journeys: {}, faults: [] })
const run = (engine: 'predict' | 'live' = 'predict') => runStore.getState().runs[engine]
const named = (name: string) => asked.filter((one) => one.name === name)
const lastOf = (name: string) => {
  const found = named(name).at(-1)
  if (!found) throw new Error(`${name} was not asked for`)
  return found
}
/** Events reach the stores together, a few times a second. */
function tell(runId: string, ...events: unknown[]): void {
  for (const event of events as RunEvent[]) listeners.get('run.event')?.({ runId, event })
  vi.runOnlyPendingTimers()
}
let end = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  forgetRuns()
  openText({ text, path: '/home/ada/shop.microcosm.yaml', name: 'shop.microcosm.yaml' })
  end = listenToRuns()
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

test('a prediction is asked for with the text that is open, and goes from starting over its frames to its result', async () => {
  const started = startPredict()
  expect(run()).toMatchObject({ status: 'starting', text, progress: { message: 'Predicting' } })
  expect(lastOf('runs.start').input).toMatchObject({ engine: 'predict', text, path: '/home/ada/shop.microcosm.yaml' })
  await lastOf('runs.start').answer({ runId: 'one' })
  await started
  tell('one', { type: 'frame', frame: frame(1) }, { type: 'frame', frame: frame(2) })
  expect(run()).toMatchObject({ status: 'running', frame: { time: 2 } })
  tell('one', { type: 'failed', message: 'It broke off.', component: 'shop' })
  expect(run()).toMatchObject({ status: 'failed', message: 'It broke off.', failedComponent: 'shop', progress: null })
})

test('what a run says before its start is answered is kept, and what other runs say is not', async () => {
  const started = startPredict()
  tell('one', { type: 'frame', frame: frame(1) })
  tell('other', { type: 'failed', message: 'It is nobody’s.' })
  await lastOf('runs.start').answer({ runId: 'one' })
  await started
  expect(run()).toMatchObject({ status: 'running', frame: { time: 1 } })
  tell('other', { type: 'failed', message: 'It is nobody’s.' })
  expect(run().status).toBe('running')
})

test('a start that is refused has failed with its sentence', async () => {
  const started = startPredict()
  await lastOf('runs.start').refuse('The design has an error.')
  await started
  expect(run()).toMatchObject({ status: 'failed', message: 'The design has an error.', progress: null })
})

test('starting again stops what is going on first', async () => {
  const first = startPredict()
  await lastOf('runs.start').answer({ runId: 'one' })
  await first
  tell('one', { type: 'frame', frame: frame(1) })
  const second = startPredict()
  expect(lastOf('runs.stop').input).toEqual({ runId: 'one' })
  expect(named('runs.start')).toHaveLength(1)
  await lastOf('runs.stop').answer({})
  await lastOf('runs.start').answer({ runId: 'two' })
  await second
  tell('one', { type: 'failed', message: 'The prediction was cancelled.' })
  expect(run()).toMatchObject({ status: 'starting', runId: 'two' })
})

test('a run is ended in good order at first, and at once when it is asked again; what it showed stays', async () => {
  const started = startPredict()
  await lastOf('runs.start').answer({ runId: 'one' })
  await started
  tell('one', { type: 'frame', frame: frame(1) })
  void endRun('predict')
  expect(run()).toMatchObject({ stopping: true, progress: { phase: 'finishing' } })
  expect(named('runs.finish').map(({ input }) => input)).toEqual([{ runId: 'one' }])
  const stopped = endRun('predict')
  await lastOf('runs.stop').answer({})
  await stopped
  expect(run()).toMatchObject({ status: 'done', stopping: false, frame: { time: 1 } })
})

test('a run that cannot be stopped has failed with the reason', async () => {
  const started = startPredict()
  await lastOf('runs.start').answer({ runId: 'one' })
  await started
  const stopped = stop('predict')
  await lastOf('runs.stop').refuse('Docker does not answer.')
  await stopped
  expect(run()).toMatchObject({ status: 'failed', message: 'Docker does not answer.' })
})

test('a live run starts with what was accepted, has a prediction beside it, and is what is broken and healed', async () => {
  const started = startLive()
  expect(runStore.getState().engine).toBeNull()
  await lastOf('runs.sheet').answer({ sheet: {}, hash: 'abc', accepted: true, changed: null })
  await settle()
  expect(named('runs.start').map(({ input }) => [input.engine, input.accepted])).toEqual([
    ['predict', undefined],
    ['live', { hash: 'abc', consents: [] }],
  ])
  await named('runs.start')[0]?.answer({ runId: 'one' })
  await named('runs.start')[1]?.answer({ runId: 'two' })
  await started
  expect([run('predict').runId, run('live').runId, runStore.getState().engine]).toEqual(['one', 'two', 'live'])
  void inject({ kind: 'kill', target: 'shop', at: '0s' })
  void heal('f1')
  expect(lastOf('runs.inject').input).toMatchObject({ runId: 'two', fault: { kind: 'kill', target: 'shop' } })
  expect(lastOf('runs.heal').input).toEqual({ runId: 'two', faultId: 'f1' })
})

test('without a live run there is nothing to break', async () => {
  await inject({ kind: 'kill', target: 'shop', at: '0s' })
  await heal('f1')
  expect(asked).toEqual([])
})
