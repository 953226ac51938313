import { expect, test } from 'vitest'
import { InstancePool } from './instance-pool.ts'

test('the instance given back last is taken first, and the others grow cold', () => {
  const pool = new InstancePool(1, 0, 1000)
  const started = [0, 1, 2].map(() => pool.start(0, 300))
  for (const [i, instance] of started.entries()) pool.giveBack(instance, 100 + i)
  expect(pool.takeWarm()).toBe(started[2])
  expect(pool.nextGone).toBe(1100)
  pool.retire(1101)
  expect(pool.count).toBe(1)
  expect(pool.takeWarm()).toBe(-1)
})

test('one that is used in between stays warm from then on', () => {
  const pool = new InstancePool(1, 0, 1000)
  pool.giveBack(pool.start(0, 300), 400)
  pool.giveBack(pool.takeWarm(), 900)
  pool.retire(1400)
  expect([pool.count, pool.nextGone]).toEqual([1, 1900])
})

test('provisioned instances are there from the start and never go', () => {
  const pool = new InstancePool(1, 2, 0)
  expect(pool.count).toBe(2)
  const taken = [pool.takeWarm(), pool.takeWarm(), pool.takeWarm()]
  expect(taken[2]).toBe(-1)
  pool.giveBack(taken[0] as number, 5)
  expect(pool.nextGone).toBe(Number.POSITIVE_INFINITY)
  pool.retire(1e9)
  expect(pool.count).toBe(2)
})

test('an instance with room takes more requests, which wait until it has started up', () => {
  const pool = new InstancePool(3, 0, 1000)
  const first = pool.start(0, 300)
  expect([pool.takeWarm(), pool.takeWarm(), pool.takeWarm()]).toEqual([first, first, -1])
  expect([pool.startsIn(first, 100), pool.startsIn(first, 400)]).toEqual([200, 0])
  pool.giveBack(first, 400)
  expect(pool.nextGone).toBe(Number.POSITIVE_INFINITY)
  expect(pool.takeWarm()).toBe(first)
})
