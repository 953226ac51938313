import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import type { Run } from '../../app/run/engine.ts'
import { PredictThread } from './predict-thread.ts'
import { startPredict } from './start-predict.ts'

const workerPath = resolve(import.meta.dirname, 'worker.ts')
const thread = new PredictThread(workerPath)
afterEach(() => thread.close())

const design: Design = {
  microcosm: 1,
  components: { people: { kind: 'traffic', rate: 100 }, shop: { kind: 'service', work: { time: '4ms' } } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
}
const request = (durationSeconds: number, signal = new AbortController().signal) => ({ design, durationSeconds, seed: 1, signal })

/** How it ends, without the time it took. */
async function endOf({ events }: Run) {
  for await (const event of events) {
    if (event.type === 'failed') return event.message
    if (event.type === 'result') return { ...event.result, wallSeconds: 0 }
  }
  return undefined
}

test('one thread predicts again and again, to the same bytes as new ones', async () => {
  thread.prepare()
  const fresh = await endOf(startPredict(request(5), workerPath))
  expect(fresh).toHaveProperty('journeys')
  for (let press = 0; press < 3; press++) expect(await endOf(thread.predict(request(5)))).toEqual(fresh)
})

test('predictions at the same time do not wait for each other, and a failed one leaves the thread as it was', async () => {
  const broken = { ...request(5), design: { ...design, connections: [{ from: 'people', to: 'nobody', protocol: 'http' as const }] } }
  const [good, bad] = await Promise.all([endOf(thread.predict(request(5))), endOf(thread.predict(broken))])
  expect(good).toHaveProperty('journeys')
  expect(bad).toContain('"nobody"')
  expect(await endOf(thread.predict(request(5)))).toEqual(good)
})

test('after one that was cancelled the next begins anew', async () => {
  const abort = new AbortController()
  const run = thread.predict(request(500_000, abort.signal))
  for await (const event of run.events) if (event.type === 'frame') abort.abort()
  expect(await endOf(thread.predict(request(5)))).toHaveProperty('journeys')
})

test('a thread that stands ready does not keep the program alive', () => {
  const script = `import { PredictThread } from ${JSON.stringify(resolve(import.meta.dirname, 'predict-thread.ts'))}
    new PredictThread(${JSON.stringify(workerPath)}).prepare()`
  const { status, error } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], { timeout: 60_000 })
  expect({ status, error }).toEqual({ status: 0, error: undefined })
})
