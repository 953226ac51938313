import { expect, test } from 'vitest'
import { edgeWidth } from './edge-width.ts'

test('no traffic and unknown traffic are thin', () => {
  expect(edgeWidth(null)).toBe(1.5)
  expect(edgeWidth(0)).toBe(1.5)
})

test('every tenfold adds about the same, up to a limit', () => {
  const step = edgeWidth(1000) - edgeWidth(100)
  expect(edgeWidth(10_000) - edgeWidth(1000)).toBeCloseTo(step, 2)
  expect(edgeWidth(1e9)).toBe(5)
})
