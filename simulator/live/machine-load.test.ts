import { expect, test } from 'vitest'
import { MachineLoad } from './machine-load.ts'

/** Cores that were busy for so much of each stretch of 1,000 ms. */
function loadOf(...busy: number[]): MachineLoad {
  const times = { busy: 0, all: 0 }
  return new MachineLoad(() => {
    const now = { ...times }
    times.busy += busy.shift() ?? 0
    times.all += 1000
    return now
  })
}

test('only what was busy since it counts is told', () => {
  const load = loadOf(1000, 250, 0)
  load.begin()
  expect(load.share()).toBe(0.25)
})

test('a busy machine is said to be one, an idle one is not spoken of', () => {
  expect(loadOf(400).note()).toBeUndefined()
  expect(loadOf(930).note()).toMatch(/^This machine was too busy to measure well: .* in use for 93 % of the time/)
})

test("this machine's own cores tell", () => {
  const load = new MachineLoad()
  // The system counts in ticks, and may count them late.
  const until = process.hrtime.bigint() + 5_000_000_000n
  while (load.share() === 0 && process.hrtime.bigint() < until);
  expect(load.share()).toBeGreaterThan(0)
  expect(load.share()).toBeLessThanOrEqual(1)
})
