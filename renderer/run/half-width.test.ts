import { expect, test } from 'vitest'
import { toLatency, toRate, toShare } from '../../app/run/figures.ts'
import { halfWidth } from './half-width.ts'

test.each([
  ['in the figure’s own unit', toLatency(29), 29, [28.414, 29.586], '0.59'],
  ['of seconds', toLatency(2000), 2000, [1900, 2100], '0.1'],
  ['of thousands', toRate(12_400), 12_400, [12_300, 12_500], '0.1'],
  ['of shares', toShare(0.51), 0.51, [0.5, 0.52], '1'],
  ['that is none', toShare(0), 0, [0, 0], null],
  ['of what is too little to be written', toShare(0.00001), 0.00001, [0, 0.00002], null],
] as const)('half the width %s', (_, figure, value, [low, high], expected) => {
  expect(halfWidth(figure, value, [low, high])).toBe(expected)
})
