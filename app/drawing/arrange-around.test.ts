import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Position } from '../design/design.ts'
import { arrangeAround } from './arrange-around.ts'
import { cardSize } from './card-size.ts'

/** An arrangement on a grid, so that no card lies on another one, and some of its cards pinned anywhere. */
const arrangement = fc
  .uniqueArray(fc.record({ x: fc.integer({ min: 0, max: 6 }), y: fc.integer({ min: 0, max: 6 }) }), {
    minLength: 1,
    maxLength: 20,
    selector: ({ x, y }) => `${x} ${y}`,
  })
  .map((cells) => Object.fromEntries(cells.map(({ x, y }, index) => [`c${index}`, { x: x * 304, y: y * 136 }])))
const place = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) })

test('no pinned card moves, and no other lies on a card', () => {
  fc.assert(
    fc.property(arrangement, fc.array(place, { maxLength: 4 }), (arranged, places) => {
      const pinned = Object.fromEntries(
        places.map((at, index) => [`c${index}`, at]).filter(([id]) => Object.hasOwn(arranged, id as string)),
      )
      const after = arrangeAround(arranged, pinned as Record<string, Position>)
      expect(Object.keys(after).sort()).toEqual(Object.keys(arranged).sort())
      for (const [id, at] of Object.entries(pinned)) expect(after[id]).toEqual(at)
      const loose = Object.keys(after).filter((id) => !Object.hasOwn(pinned, id))
      for (const id of loose) for (const other of Object.keys(after)) if (other !== id) expect(isApart(after[id], after[other])).toBe(true)
    }),
  )
})

test('without a pinned card the arrangement is as it was', () => {
  const arranged = { a: { x: 0, y: 0 }, b: { x: 304, y: 0 } }
  expect(arrangeAround(arranged, {})).toBe(arranged)
})

test('the rest keeps its place beside the pinned card', () => {
  expect(arrangeAround({ a: { x: 0, y: 0 }, b: { x: 304, y: 0 } }, { a: { x: 800, y: 400 } })).toEqual({
    a: { x: 800, y: 400 },
    b: { x: 1104, y: 400 },
  })
})

function isApart(a: Position | undefined, b: Position | undefined): boolean {
  if (!a || !b) return false
  return Math.abs(a.x - b.x) >= cardSize.width || Math.abs(a.y - b.y) >= cardSize.height
}
