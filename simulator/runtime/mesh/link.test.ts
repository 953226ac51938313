import { expect, test } from 'vitest'
import { Link, resendingMs } from './link.ts'

test('a narrow link sends one message after another', () => {
  const link = new Link()
  const bitsPerSecond = 80_000
  expect(link.sendingMs(1000, bitsPerSecond)).toBeCloseTo(100, 0)
  expect(link.sendingMs(1000, bitsPerSecond)).toBeCloseTo(200, -1)
  expect(link.sendingMs(1000, Number.POSITIVE_INFINITY)).toBe(0)
})

test('what is lost comes after 200 ms, doubling each time', () => {
  const draws = (values: number[]) => () => values.shift() ?? 1
  expect(resendingMs(0.2, draws([0.5]))).toBe(0)
  expect(resendingMs(0.2, draws([0.1, 0.5]))).toBe(200)
  expect(resendingMs(0.2, draws([0.1, 0.1, 0.1, 0.5]))).toBe(1400)
})
