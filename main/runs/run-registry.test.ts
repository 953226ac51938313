import { expect, test } from 'vitest'
import { type Frame, mostPredictedFrames, type RunEvent } from '../../app/run/frame.ts'
import { createRunRegistry } from './run-registry.ts'

const frameAt = (time: number): Frame => ({ time, warmup: false, components: {}, connections: {}, journeys: {}, faults: [] })

/** The frames that reach the page when an engine gives so many in no time. */
async function framesTold(count: number): Promise<number[]> {
  const told: RunEvent[] = []
  const registry = createRunRegistry(
    (_, payload) => void told.push((payload as { event: RunEvent }).event),
    () => 'run',
    () => 0,
  )
  async function* events(): AsyncGenerator<RunEvent> {
    for (let time = 1; time <= count; time++) yield { type: 'frame', frame: frameAt(time) }
    yield { type: 'failed', message: 'Over.' }
  }
  registry.add({ events: events(), inject: async () => '', heal: async () => {}, finish: () => {} }, new AbortController())
  await registry.stop('run')
  expect(told.at(-1)?.type).toBe('failed')
  return told.flatMap((event) => (event.type === 'frame' ? [event.frame.time] : []))
}

test('every frame of a prediction reaches the page, however fast it was', async () => {
  expect(await framesTold(mostPredictedFrames)).toEqual(Array.from({ length: mostPredictedFrames }, (_, i) => i + 1))
})

test('an engine that says more is thinned, and its last frame is never lost', async () => {
  const times = await framesTold(mostPredictedFrames * 2)
  expect(times.length).toBe(mostPredictedFrames + 1)
  expect(times.at(-1)).toBe(mostPredictedFrames * 2)
})
