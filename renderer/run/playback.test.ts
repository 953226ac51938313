import { describe, expect, test } from 'vitest'
import type { Frame } from '../../app/run/frame.ts'
import { playOn, type Speed, stepFrom } from './playback.ts'

const at = (time: number): Frame => ({ time, warmup: false, components: {}, connections: {}, journeys: {}, faults: [] })
const frames = [1, 2, 3, 4, 5, 6].map(at)

describe('playing', () => {
  test.each<[string, number, number, Speed, boolean, number | 'end' | 'now']>([
    ['goes with the clock', 2, 0.5, 1, true, 2.5],
    ['goes four times as fast', 2, 0.5, 4, true, 4],
    ['as fast as possible goes frame by frame', 2, 0.016, 'max', true, 3],
    ['as fast as possible begins with the first frame', 0, 0.016, 'max', true, 1],
    ['ends with the last frame', 5.5, 0.5, 1, true, 'end'],
    ['ends however far it would go', 1, 10, 60, true, 'end'],
    ['catches up with a run that goes on', 1, 10, 16, false, 'now'],
    ['as fast as possible ends too', 5, 0.016, 'max', true, 'end'],
  ])('%s', (_, time, passed, speed, isOver, expected) => {
    expect(playOn({ time, passed, speed, frames, isOver })).toBe(expected)
  })

  test('a run without frames is at its end', () => {
    expect(playOn({ time: 0, passed: 1, speed: 1, frames: [], isOver: true })).toBe('end')
  })
})

test.each<[string, number, 1 | -1, number]>([
  ['forward from a frame', 2, 1, 3],
  ['forward from between two', 2.4, 1, 3],
  ['back from a frame', 2, -1, 1],
  ['back from between two shows the one that is begun', 2.4, -1, 2],
  ['not before the first', 1, -1, 1],
  ['not beyond the last', 6, 1, 6],
])('a step %s', (_, time, direction, expected) => {
  expect(stepFrom(frames, time, direction)).toBe(expected)
})
