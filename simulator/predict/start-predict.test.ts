import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { RunEvent } from '../../app/run/frame.ts'
import { resultSchema } from '../../app/run/result.ts'
import { startPredict } from './start-predict.ts'

// Node runs TypeScript itself, so the worker needs no bundle here.
const workerPath = resolve(import.meta.dirname, 'worker.ts')
const design: Design = {
  microcosm: 1,
  name: 'One service',
  components: { people: { kind: 'traffic', rate: 100 }, shop: { kind: 'service', work: { time: '4ms' } } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
}

async function collect(events: AsyncIterable<RunEvent>, onFrame: () => void = () => {}): Promise<RunEvent[]> {
  const seen: RunEvent[] = []
  for await (const event of events) {
    seen.push(event)
    if (event.type === 'frame') onFrame()
  }
  return seen
}

test('a prediction on its own thread ends in a result that fits the contract, with its wall time', async () => {
  const run = startPredict({ design, durationSeconds: 20, seed: 1, signal: new AbortController().signal }, workerPath)
  const events = await collect(run.events)
  const last = events.at(-1)
  expect(last?.type).toBe('result')
  if (last?.type !== 'result') return
  expect(resultSchema.safeParse(last.result).error).toBeUndefined()
  expect(last.result.wallSeconds).toBeGreaterThan(0)
  expect(events.filter(({ type }) => type === 'frame')).toHaveLength(20)
})

test('cancelling ends the stream with one sentence, long before the scenario is over', async () => {
  const controller = new AbortController()
  const run = startPredict({ design, durationSeconds: 500_000, seed: 1, signal: controller.signal }, workerPath)
  const all = await collect(run.events, () => controller.abort())
  expect(all.at(-1)).toEqual({ type: 'failed', message: 'The prediction was cancelled.' })
})

test('finishing early gives the result so far', async () => {
  const run = startPredict({ design, durationSeconds: 500_000, seed: 1, signal: new AbortController().signal }, workerPath)
  const all = await collect(run.events, () => run.finish())
  const last = all.at(-1)
  expect(last?.type).toBe('result')
  if (last?.type === 'result') expect(last.result.duration).toBeLessThan(500_000)
})

test('a design that cannot be run fails with a sentence that names the component', async () => {
  const broken: Design = { ...design, connections: [{ from: 'people', to: 'nobody', protocol: 'http' }] }
  const run = startPredict({ design: broken, seed: 1, signal: new AbortController().signal }, workerPath)
  const last = (await collect(run.events)).at(-1)
  expect(last).toMatchObject({ type: 'failed', message: expect.stringContaining('"nobody"') })
})

test('a fault by hand is refused with a reason', async () => {
  const run = startPredict({ design, durationSeconds: 10, seed: 1, signal: new AbortController().signal }, workerPath)
  await expect(run.inject({ at: '0s', kind: 'kill', target: 'shop' })).rejects.toThrow('put the fault into the scenario')
  await collect(run.events)
})
