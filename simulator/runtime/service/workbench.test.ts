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
    const workbench = createWorkbench(1, () => {})
    let done = 0
    const work = async () => {
      while (time.now < 500) {
        await workbench.spend(workMs)
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

test('cores that a fault takes are shared by all work, that under way too, and given back when it ends', async () => {
  const time = new VirtualTime()
  time.begin()
  const { spend, share } = createWorkbench(Number.POSITIVE_INFINITY, () => {})
  const ends: number[] = []
  for (const workMs of [20, 40]) spend(workMs).then(() => ends.push(time.now))
  await time.passUntil(10)
  // Half a core between two: each goes at a quarter, and the second at a half when the first is done, until it has its own again.
  share(0.5)
  await time.passUntil(60)
  share(Number.POSITIVE_INFINITY)
  await time.passUntil(100)
  expect(ends).toEqual([50, 75])
})
