import { expect, test } from 'vitest'
import type { Frame } from '../../app/run/frame.ts'
import { frameAt, historyLimit, withFrame } from './frame-history.ts'

const at = (time: number): Frame => ({ time, warmup: false, components: {}, connections: {}, journeys: {}, faults: [] })

test('the frame of a moment is the last one that had ended by then', () => {
  const history = [at(1), at(2), at(3)]
  expect([0, 1, 1.9, 2, 2.5, 99].map((time) => frameAt(history, time)?.time)).toEqual([1, 1, 1, 2, 2, 3])
  expect(frameAt([], 1)).toBeNull()
})

test('a full history is thinned, keeps its beginning and its newest frame, and stays in order', () => {
  let history: Frame[] = []
  for (let second = 0; second < historyLimit * 3; second++) history = withFrame(history, at(second))
  const times = history.map((frame) => frame.time)
  expect(history.length).toBeLessThanOrEqual(historyLimit)
  expect(times[0]).toBe(0)
  expect(times.at(-1)).toBe(historyLimit * 3 - 1)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('a frame from the past is not added', () => {
  const history = [at(5)]
  expect(withFrame(history, at(4))).toBe(history)
})
