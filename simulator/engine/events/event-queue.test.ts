import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NONE, REACH, TIMEOUT, WORK_DONE } from './event-kinds.ts'
import { EventQueue } from './event-queue.ts'

const noneStale = { isStale: () => false }

/** What comes out until a moment, as the first number each event carries. */
function drain(queue: EventQueue, untilMs: number): number[] {
  const found: number[] = []
  while (queue.next(untilMs) !== NONE) found.push(queue.first)
  return found
}

test('events come by time and, at equal times, in the order they were scheduled, whether from the heap, from a lane or alone in one', () => {
  const delays = [1, 2, 5]
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('heap', 'lane', 'alone'), fc.integer({ min: 0, max: 2 }), fc.boolean())), (schedule) => {
      const queue = new EventQueue(Float64Array.of(...delays, Number.NaN, Number.NaN), noneStale)
      const expected: { at: number; number: number }[] = []
      const got: number[] = []
      schedule.forEach(([where, which, takeOne], number) => {
        const delay = delays[which] as number
        expected.push({ at: (queue.clock[0] as number) + delay, number })
        if (where === 'lane') queue.pushLane(which, WORK_DONE, number, 0)
        else if (where === 'alone') queue.pushAlone(delays.length + (number % 2), delay, WORK_DONE, number, 0)
        else queue.push(delay, WORK_DONE, number, 0)
        if (takeOne && queue.next(1000) !== NONE) got.push(queue.first)
      })
      got.push(...drain(queue, 1000))
      expect(got).toEqual(expected.sort((a, b) => a.at - b.at || a.number - b.number).map(({ number }) => number))
    }),
  )
})

test('nothing is due before its time', () => {
  const queue = new EventQueue(Float64Array.of(7), noneStale)
  queue.push(5, REACH, 1, 0)
  queue.pushLane(0, REACH, 2, 0)
  expect([drain(queue, 4.9), drain(queue, 5), drain(queue, 6.9), drain(queue, 7)]).toEqual([[], [1], [], [2]])
})

test('timeouts that nobody waits for are dropped behind another, and nothing else is, though it takes equally long', () => {
  const stale = new Set([2, 3, 5])
  const queue = new EventQueue(Float64Array.of(10), { isStale: (first) => stale.has(first) })
  for (const [kind, first] of [
    [TIMEOUT, 1],
    [TIMEOUT, 2],
    [TIMEOUT, 3],
    [REACH, 5],
    [TIMEOUT, 6],
  ] as const)
    queue.pushLane(0, kind, first, 0)
  expect(drain(queue, 10)).toEqual([1, 5, 6])
})

test('what is to happen at once comes before all else, in the order in which it was said, however much of it there is', () => {
  const queue = new EventQueue(Float64Array.of(), noneStale)
  queue.push(0, REACH, -1, 0)
  const got: number[] = []
  for (let number = 0; number < 1000; number++) {
    queue.pushAtOnce(REACH, number, 0)
    // More is said than is taken, so that there is always something waiting when room is needed.
    if (number % 3 > 0 && queue.next(0) !== NONE) got.push(queue.first)
  }
  got.push(...drain(queue, 0))
  expect(got).toEqual([...Array(1000).keys(), -1])
})
