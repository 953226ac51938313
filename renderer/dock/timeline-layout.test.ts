import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../app/faults/faults.ts'
import { blocksOf, outlineOf, ticksOf } from './timeline-layout.ts'

const kill = (at: string, lasts?: string): Fault => ({ at, kind: 'kill', target: 'orders', ...(lasts ? { for: lasts } : {}) })

describe('ruler', () => {
  test.each([
    [600, 700, [0, 60, 120, 180, 240, 300, 360, 420, 480, 540]],
    [30, 400, [0, 5, 10, 15, 20, 25]],
    [45, 130, [0, 30]],
    [60, 10, [0]],
  ])('%s s on %s px', (seconds, width, ticks) => expect(ticksOf(seconds, width)).toEqual(ticks))
})

describe('outline of the traffic', () => {
  const shape = (corners: ReturnType<typeof outlineOf>) => corners.map((corner) => [corner.time, corner.scale])
  test('steady traffic is a line', () => {
    expect(shape(outlineOf(undefined, 30))).toEqual([
      [0, 1],
      [30, 1],
    ])
  })
  test('a ramp is a slope, a step is upright', () => {
    const traffic = [
      { at: '0s', scale: 1 },
      { at: '2m', scale: 6, over: '1m' },
      { at: '5m', scale: 2 },
    ]
    expect(shape(outlineOf(traffic, 600))).toEqual([
      [0, 1],
      [120, 1],
      [180, 6],
      [300, 6],
      [300, 2],
      [600, 2],
    ])
  })
  test('traffic that begins later begins as drawn', () => {
    expect(shape(outlineOf([{ at: '10s', scale: 3 }], 30))).toEqual([
      [0, 1],
      [10, 1],
      [10, 3],
      [30, 3],
    ])
  })
})

describe('fault blocks', () => {
  test('a label that does not fit stands beside its block, and the next fault leaves it room', () => {
    const [first, second, third] = blocksOf([kill('1m', '10s'), kill('2m', '5m'), kill('3m', '1m')], 600, 600, () => 80)
    expect(first).toMatchObject({ left: 60, width: 22, lane: 0, labelInside: false })
    expect(second).toMatchObject({ left: 120, width: 300, lane: 1, labelInside: true })
    expect(third).toMatchObject({ left: 180, lane: 0 })
  })

  test('without an end it goes on to the end', () => {
    expect(blocksOf([kill('4m')], 600, 600, () => 50)).toMatchObject([{ left: 240, width: 360 }])
  })

  test('nothing overlaps and nothing leaves the timeline', () => {
    const second = fc.integer({ min: 0, max: 700 }).map((seconds) => `${seconds}s`)
    const faults = fc.array(
      fc.tuple(second, fc.option(second, { nil: undefined })).map(([at, lasts]) => kill(at, lasts)),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(faults, fc.integer({ min: 100, max: 2000 }), (list, width) => {
        const blocks = blocksOf(list, 600, width, () => 90)
        for (const block of blocks) {
          expect(block.left).toBeGreaterThanOrEqual(0)
          expect(block.left + block.width).toBeLessThanOrEqual(width + 1e-6)
          for (const other of blocks) {
            if (other === block || other.lane !== block.lane) continue
            const [a, b] = block.left <= other.left ? [block, other] : [other, block]
            expect(a.left + a.width).toBeLessThanOrEqual(b.left)
          }
        }
      }),
    )
  })
})
