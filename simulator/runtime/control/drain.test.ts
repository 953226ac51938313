import { expect, test, vi } from 'vitest'
import { Drain } from './drain.ts'

test('it ends when what it had is done and nothing more came', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  try {
    const drain = new Drain()
    const told = vi.fn()
    const ended = vi.fn()
    drain.onBegin(told)
    drain.enter()
    const end = drain.begin().then(ended)
    expect(told).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(5000)
    expect(ended).not.toHaveBeenCalled()
    drain.leave()
    // What was on its way when the signal came is still served.
    await vi.advanceTimersByTimeAsync(200)
    drain.enter()
    drain.leave()
    await vi.advanceTimersByTimeAsync(200)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(100)
    await end
    expect(ended).toHaveBeenCalledTimes(1)
  } finally {
    vi.useRealTimers()
  }
})
