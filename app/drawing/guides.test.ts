import { expect, test } from 'vitest'
import { cardSize } from './card-size.ts'
import { pullToOthers, toGuides } from './guides.ts'

const others = { a: { x: 3, y: 0 }, b: { x: 603, y: 100 } }

test('a card comes to stand in the row and the column of another that is near', () => {
  expect(pullToOthers({ m: { x: 8, y: 96 } }, others)).toEqual({ x: -5, y: 4 })
  expect(pullToOthers({ m: { x: 16, y: 50 } }, others)).toEqual({ x: 0, y: 0 })
  expect(pullToOthers({ m: { x: 300, y: 300 }, n: { x: 600, y: 0 } }, others)).toEqual({ x: 3, y: 0 })
  expect(pullToOthers({ m: { x: 0, y: 0 } }, {})).toEqual({ x: 0, y: 0 })
})

test('in a row the free distance between neighbours is said', () => {
  const { width, height } = cardSize
  const row = { a: { x: 0, y: 0 }, c: { x: 2 * width + 100, y: 0 }, far: { x: 0, y: 500 } }
  expect(toGuides({ m: { x: width + 40, y: 0 } }, row)).toEqual([
    {
      axis: 'row',
      at: height / 2,
      from: 0,
      to: 3 * width + 100,
      gaps: [
        { at: width + 20, size: 40 },
        { at: 2 * width + 70, size: 60 },
      ],
    },
  ])
})

test('cards that overlap have no distance, and alone there is no guide', () => {
  expect(toGuides({ m: { x: 10, y: 0 } }, { a: { x: 0, y: 0 } })[0]?.gaps).toEqual([])
  expect(toGuides({ m: { x: 10, y: 0 } }, {})).toEqual([])
})
