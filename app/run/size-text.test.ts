import { expect, test } from 'vitest'
import { toSizeText } from './size-text.ts'

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [256 * 2 ** 20, '256 MiB'],
  [999 * 2 ** 20, '999 MiB'],
  [1010 * 2 ** 20, '0.986 GiB'],
  [2 ** 30, '1 GiB'],
  [15.62 * 2 ** 30, '15.6 GiB'],
  [3000 * 2 ** 40, '3000 TiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(toSizeText(bytes)).toBe(text)
})
