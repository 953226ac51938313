import { expect, test } from 'vitest'
import { toSheetScale } from './sheet-scale.ts'

test('a small design is drawn as sharply as the screen shows it', () => {
  expect(toSheetScale({ width: 2000, height: 1000 }, 0.72)).toBe(0.72)
})

test.each([
  ['a large one', 20_000, 20_000],
  ['a chain of 1,000 components', 304_000, 108],
  ['a column of them', 224, 120_000],
])('%s has no more pixels than can be drawn', (_, width, height) => {
  const scale = toSheetScale({ width, height }, 0.72)
  expect(width * height * scale ** 2).toBeLessThanOrEqual(6_000_001)
  expect(Math.max(width, height) * scale).toBeLessThanOrEqual(16_001)
})
