import fc from 'fast-check'
import { expect, test } from 'vitest'
import { align, type alignments, distribute } from './align.ts'
import { cardSize } from './card-size.ts'

const positions = { a: { x: 0, y: 40 }, b: { x: 700, y: 0 }, c: { x: 300, y: 100 } }

test('cards are lined up by the outermost of them, or the middle between the outermost', () => {
  const of = (by: (typeof alignments)[number]) => Object.values(align(positions, by)).map(({ x, y }) => [x, y])
  expect(of('left')).toEqual([
    [0, 40],
    [0, 0],
    [0, 100],
  ])
  expect(of('centre')).toEqual([
    [350, 40],
    [350, 0],
    [350, 100],
  ])
  expect(of('right')).toEqual([
    [700, 40],
    [700, 0],
    [700, 100],
  ])
  expect(of('top').map(([, y]) => y)).toEqual([0, 0, 0])
  expect(of('middle').map(([, y]) => y)).toEqual([50, 50, 50])
  expect(of('bottom').map(([, y]) => y)).toEqual([100, 100, 100])
})

test('cards are put at equal distances, the outermost staying', () => {
  expect(distribute(positions, 'across')).toEqual({ a: { x: 0, y: 40 }, c: { x: 350, y: 100 }, b: { x: 700, y: 0 } })
})

test('however they stand, distributed cards keep their order and do not overlap', () => {
  const place = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) })
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), place, { minKeys: 1, maxKeys: 12 }), (places) => {
      const xs = Object.values(distribute(places, 'across')).map(({ x }) => x)
      for (let index = 1; index < xs.length; index += 1) {
        expect((xs[index] ?? 0) - (xs[index - 1] ?? 0)).toBeGreaterThanOrEqual(cardSize.width)
      }
      expect(align(align(places, 'left'), 'left')).toEqual(align(places, 'left'))
    }),
    { seed: 12, numRuns: 300 },
  )
})
