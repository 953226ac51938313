import { expect, test } from 'vitest'
import { controlledInterval } from './control-variates.ts'
import { mostAlike, ratioInterval } from './intervals.ts'

/** Numbers around zero that are no pattern to one another: sums of parts of a fixed irrational multiple. */
function noise(n: number, step: number): number[] {
  const parts = Array.from({ length: 4 * n }, (_, i) => ((i + 1) * step) % 1)
  const sums = Array.from({ length: n }, (_, i) => parts.slice(4 * i, 4 * i + 4).reduce((sum, part) => sum + part, -2))
  const mean = sums.reduce((sum, each) => sum + each, 0) / n
  return sums.map((each) => each - mean)
}

const n = 40
const luck = noise(n, Math.SQRT2 * Math.PI)
const rest = noise(n, Math.E * Math.sqrt(3))
const below = Array.from({ length: n }, () => 1)

test('what a control explains does not widen the interval', () => {
  const above = luck.map((each, i) => 10 + 3 * each + (rest[i] as number))
  const plain = ratioInterval(above, below, 0)
  const controlled = controlledInterval(above, below, [luck], 0)
  expect(controlled?.controlled).toBe(true)
  expect(controlled?.value).toBeCloseTo(10, 6)
  expect((controlled?.half ?? 1) / (plain?.half ?? 1)).toBeLessThan(0.45)
})

test('luck that did not even out is taken out of the value', () => {
  const lucky = luck.map((each) => each + 0.1)
  const above = lucky.map((each, i) => 10 + 3 * each + (rest[i] as number))
  expect(ratioInterval(above, below, 0)?.value).toBeCloseTo(10.3, 6)
  expect(Math.abs((controlledInterval(above, below, [lucky], 0)?.value ?? 0) - 10)).toBeLessThan(0.05)
})

test.each([
  ['the control says nothing', luck.map((_, i) => 10 + (rest[i] as number)), [luck]],
  ['the control does not have the mean that was expected', luck.map((each) => 10 + each), [luck.map((each) => each + 5)]],
  ['the control never differs', luck.map((each) => 10 + each), [luck.map(() => 0)]],
  ['the control is not known', luck.map((each) => 10 + each), [luck.map(() => Number.NaN)]],
])('the interval is the plain one where %s', (_, above, controls) => {
  expect(controlledInterval(above, below, controls, 0)).toEqual(ratioInterval(above, below, 0))
})

test('the interval is the plain one of too few sections', () => {
  const few = luck.slice(0, 4)
  const above = few.map((each) => 10 + each)
  expect(controlledInterval(above, below.slice(0, 4), [few], 0)).toEqual(ratioInterval(above, below.slice(0, 4), 0))
})

test('a control that says again what another says changes nothing', () => {
  const above = luck.map((each, i) => 10 + 3 * each + (rest[i] as number))
  const once = controlledInterval(above, below, [luck], 0)
  expect(controlledInterval(above, below, [luck, luck.map((each) => 2 * each)], 0)).toEqual(once)
})

test('sections that are long beside what is remembered are taken to be unlike', () => {
  expect(mostAlike(1)).toBe(0.6)
  expect(mostAlike(6)).toBeGreaterThan(0.15)
  expect(mostAlike(100)).toBeLessThan(0.02)
  expect(mostAlike(Number.POSITIVE_INFINITY)).toBe(0)
})
