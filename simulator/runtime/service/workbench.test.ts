import { afterEach, expect, test, vi } from 'vitest'
import { VirtualTime } from '../fixtures/virtual-time.ts'
import { createWorkbench } from './workbench.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test.each([0.3, 0.7, 1.4, 20])(
  'work of %d ms on cores that are shared takes that on average, though timers count milliseconds',
  async (workMs) => {
    const time = new VirtualTime()
    time.begin()
    const spend = createWorkbench(1, () => {})
    let done = 0
    const work = async () => {
      while (time.now < 500) {
        await spend(workMs)
        done += 1
      }
    }
    // Two at a time share the core, so that a piece takes twice as long and as many are done.
    work()
    work()
    await time.passUntil(500)
    expect(Math.abs(done * workMs - 500)).toBeLessThan(45)
  },
)
