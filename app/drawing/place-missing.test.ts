import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { placeMissing } from './place-missing.ts'

const design: Design = { microcosm: 1, components: { a: { kind: 'service' }, b: { kind: 'service' }, c: { kind: 'redis' } } }

test('only components without a place get one, and none on top of another', () => {
  const placed = placeMissing(design, { a: { x: 100, y: 40 } })
  expect(Object.keys(placed)).toEqual(['b', 'c'])
  expect(placed.b).toEqual({ x: 348, y: 40 })
  expect(placed.c).toEqual({ x: 348, y: 172 })
})

test('nothing is placed when everything has a place', () => {
  const all = { a: { x: 0, y: 0 }, b: { x: 1, y: 1 }, c: { x: 2, y: 2 } }
  expect(placeMissing(design, all)).toEqual({})
})
