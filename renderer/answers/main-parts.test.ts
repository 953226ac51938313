import { expect, test } from 'vitest'
import { mainParts } from './main-parts.ts'

const of = (shares: number[]) => Object.fromEntries(shares.map((share, place) => [`c${place}`, share]))

test.each([
  ['few are all named, however small', [0.9, 0.09, 0.009, 0.001], 4, 0, 0],
  ['the small ones of many are put together', [0.9, 0.05, 0.03, 0.01, 0.006, 0.004], 4, 2, 0.01],
  ['many of a size are not all named', Array.from({ length: 20 }, () => 0.05), 12, 8, 0.4],
  ['none', [], 0, 0, 0],
])('%s', (_, shares, named, count, share) => {
  const { parts, rest } = mainParts(of(shares))
  expect(parts).toHaveLength(named)
  expect(rest.count).toBe(count)
  expect(rest.share).toBeCloseTo(share, 9)
})
