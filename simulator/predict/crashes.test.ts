import { resolve } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import { afterAll, expect, test, vi } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { answerQuestion } from './answer-question.ts'
import { PredictPool } from './predict-pool.ts'
import { PredictThread } from './predict-thread.ts'
import { predictUntilKnown } from './predict-until-known.ts'

/** A thread that crashes costs at most the prediction it was at, in one sentence, and never the next. */

const workerPath = resolve(import.meta.dirname, 'fixtures/crashing-worker.ts')
const crash = new BroadcastChannel('crash')
afterAll(() => crash.close())

const design: Design = {
  microcosm: 1,
  components: { people: { kind: 'traffic', rate: 100 }, shop: { kind: 'service', work: { time: '4ms' } } },
  connections: [{ from: 'people', to: 'shop', protocol: 'http' }],
}
const request = (durationSeconds: number, signal = new AbortController().signal) => ({ design, durationSeconds, seed: 1, signal })
const never = new AbortController().signal

test.each(['exit', 'throw'])(
  'a thread that stands ready and ends by %s is replaced, even at the very moment of the next prediction',
  async (way) => {
    const thread = new PredictThread(workerPath)
    const right = await endOf(thread.predict(request(2)).events)
    expect(right).toHaveProperty('journeys')
    crash.postMessage({ way })
    expect(await endOf(thread.predict(request(2)).events)).toEqual(right)
    await thread.close()
  },
)

test.each(['exit', 'reject'])(
  'a thread that ends by %s in the middle of a prediction is told in one sentence, and the next is right',
  async (way) => {
    const thread = new PredictThread(workerPath)
    const right = await endOf(thread.predict(request(2)).events)
    const { events } = thread.predict(request(500_000))
    let told = ''
    for await (const event of events) {
      if (event.type === 'frame' && told === '') crash.postMessage({ way })
      if (event.type === 'frame') told = 'begun'
      if (event.type === 'failed') told = event.message
    }
    expect(told).toMatch(/^The prediction (broke off: \w+ by a test\. T|ended without a result\. T)his is a mistake in Microcosm/)
    expect(await endOf(thread.predict(request(2)).events)).toEqual(right)
    await thread.close()
  },
)

test.each(['exit', 'throw'])('a pool of which every idle thread ended by %s answers the next question', async (way) => {
  const pool = new PredictPool(workerPath, 2)
  const ask = () => answerQuestion(pool, { design, durationSeconds: 2, seed: 1 }, { kind: 'replications', count: 3 }, never)
  const right = withoutTime(await ask())
  crash.postMessage({ way })
  expect(withoutTime(await ask())).toEqual(right)
  await pool.close()
})

test.each(['reject'])('a pool whose threads end by %s in the middle of an answer says so, and answers the next question', async (way) => {
  const pool = new PredictPool(workerPath, 2)
  const ask = (seconds: number, onProgress = () => {}) =>
    answerQuestion(pool, { design, durationSeconds: seconds, seed: 1 }, { kind: 'replications', count: 3 }, never, onProgress)
  const right = withoutTime(await ask(2))
  const crashOnce = vi.fn(() => crash.postMessage({ way }))
  await expect(ask(500_000, () => crashOnce.mock.calls.length === 0 && crashOnce())).rejects.toThrow(/by a test|ended without a result/)
  expect(withoutTime(await ask(2))).toEqual(right)
  await pool.close()
})

test('a thread that ends in the middle of the repetitions of a prediction ends that prediction', async () => {
  const thread = new PredictThread(workerPath)
  const broken = { ...design, scenarios: { crash: { duration: '5s', faults: [{ kind: 'kill', target: 'shop', at: '1s', for: '1s' }] } } }
  const order = { ...request(20_000), design: broken as Design, scenario: 'crash', precision: 0.000_001 }
  const run = predictUntilKnown(order, (one) => thread.predict({ ...one, durationSeconds: 5 }), workerPath)
  const types: string[] = []
  for await (const event of run.events) {
    if (event.type === 'progress' && event.phase === 'repeat' && !types.includes('repeat')) crash.postMessage({ way: 'exit' })
    types.push(event.type === 'progress' ? (event.phase ?? '') : event.type)
  }
  expect(types.at(-1)).toBe('failed')
  await thread.close()
})

/** How it ends, without the time it took. */
async function endOf(events: AsyncIterable<{ type: string }>): Promise<unknown> {
  for await (const event of events) if (event.type === 'failed' || event.type === 'result') return withoutTime({ ...event }, true)
  return undefined
}

function withoutTime(value: object, open = false): unknown {
  const text = JSON.stringify(value, (key, part) => (key === 'wallSeconds' ? 0 : part))
  const copy: { result?: unknown } = JSON.parse(text)
  return open && copy.result ? copy.result : copy
}
