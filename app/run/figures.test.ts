import { describe, expect, test } from 'vitest'
import {
  counted,
  toAvailability,
  toClock,
  toCount,
  toFactorText,
  toLatency,
  toRate,
  toShare,
  toShareText,
  toSpan,
  toText,
  unitOf,
} from './figures.ts'

describe('figures have at most three significant digits and a unit', () => {
  test.each([
    [0, '0 ms'],
    [0.25, '250 µs'],
    [0.9996, '1 ms'],
    [1.84, '1.8 ms'],
    [9, '9 ms'],
    [31.4, '31 ms'],
    [412.3, '412 ms'],
    [999.6, '1 s'],
    [1240, '1.2 s'],
    [59_000, '59 s'],
    [150_000, '2.5 min'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('latency %s ms', (ms, text) => expect(toText(toLatency(ms))).toBe(text))

  test.each([
    [0, '0/s'],
    [0.418, '0.42/s'],
    [9.61, '9.6/s'],
    [122.7, '123/s'],
    [999.7, '1k/s'],
    [12_430, '12.4k/s'],
    [3_400_000, '3.4M/s'],
    [undefined, '–'],
  ])('rate %s', (rate, text) => expect(toText(toRate(rate))).toBe(text))

  test.each([
    [0, '0 %'],
    [0.00001, '<0.01 %'],
    [0.0013, '0.13 %'],
    [0.019, '1.9 %'],
    [0.934, '93 %'],
    [1, '100 %'],
  ])('share %s', (share, text) => expect(toText(toShare(share))).toBe(text))

  test.each([
    [1, '100 %'],
    [0.9994, '99.94 %'],
    [0.99999, '99.999 %'],
    [0.5, '50 %'],
    [0.95, '95 %'],
  ])('availability %s is never rounded up to all', (share, text) => expect(toText(toAvailability(share))).toBe(text))

  test('counts', () => expect([3, 0.4, 12_430].map((n) => toText(toCount(n)))).toEqual(['3', '0.4', '12.4k']))
  test('a share is the same wherever it is written', () =>
    expect([toText(toShare(0.00846)), toShareText(0.00846)]).toEqual(['0.85 %', '0.85 %']))
  test('one of a thing is one, any other number several', () =>
    expect([0, 1, 2].map((n) => counted(n, 'replica'))).toEqual(['0 replicas', '1 replica', '2 replicas']))
  test('factors', () => expect([1, 1.357, 12.04].map(toFactorText)).toEqual(['× 1', '× 1.36', '× 12']))
  test('clock', () => expect([0, 9.99, 393, 600, 3723].map(toClock)).toEqual(['0:00', '0:09', '6:33', '10:00', '1:02:03']))
  test('spans', () =>
    expect([0.213, 5, 30, 600, 7200, 9000, 200_000].map(toSpan)).toEqual(['0.21 s', '5 s', '30 s', '10 min', '2 h', '2.5 h', '2.3 days']))
})

test.each([
  ['requests/s', 1, 'request/s'],
  ['replicas', 1, 'replica'],
  ['replicas', 2, 'replicas'],
  ['deliveries', 1, 'delivery'],
  ['vCPU', 1, 'vCPU'],
  ['%', 1, '%'],
])('%s behind %s is %s', (unit, value, shown) => expect(unitOf(unit, value)).toBe(shown))
