import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRandom } from '../measure/random.ts'
import { Users } from './users.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

const think = { meanMs: 100, distribution: 'constant' as const, cv: 0, samplesMs: [] }

test('each user thinks, waits for the answer, and thinks again; their number follows the scale', async () => {
  let sent = 0
  const answer = () =>
    new Promise<void>((done) => {
      sent += 1
      setTimeout(done, 100)
    })
  const users = new Users({ users: 10, think }, [{ at: 2, scale: 0.5, over: 0 }], createRandom(1), answer)
  // Five rounds of 200 ms each second.
  await vi.advanceTimersByTimeAsync(1999)
  expect(sent).toBe(100)
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toBe(150)
  users.stop()
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toBe(150)
})
