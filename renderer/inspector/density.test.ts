import { expect, test } from 'vitest'
import { toDensity } from './density.ts'

const heights = (distribution: string, cv = 1) => toDensity(distribution, cv)?.points.map(({ y }) => y) ?? []

test('an exponential falls from the start, a gamma with cv 1 is the same curve', () => {
  const exponential = heights('exponential')
  expect(exponential[0]).toBe(1)
  expect(exponential.every((height, index) => index === 0 || height < (exponential[index - 1] ?? 0))).toBe(true)
  for (const [index, height] of heights('gamma', 1).entries()) expect(height).toBeCloseTo(exponential[index] ?? -1, 6)
})

test('a narrow lognormal peaks near the mean', () => {
  const points = toDensity('lognormal', 0.1)?.points ?? []
  expect(points.find(({ y }) => y === 1)?.x).toBeCloseTo(1, 1)
})

test('constant and empirical times have no curve', () => {
  expect(toDensity('constant', 1)).toBeUndefined()
  expect(toDensity('empirical', 1)).toBeUndefined()
})
