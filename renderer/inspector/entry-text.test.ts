import { expect, test } from 'vitest'
import { fromEntryText, toEntryText } from './entry-text.ts'

test.each([
  ['info', 'info'],
  ['secret:db-password', { secret: 'db-password' }],
  ['', ''],
])('text "%s" is kept as it means', (text, value) => {
  expect(fromEntryText(text, false)).toEqual(value)
  expect(toEntryText(value)).toBe(text)
})

test('numbers are numbers or nothing', () => {
  expect(fromEntryText('0,5', true)).toBe(0.5)
  expect(fromEntryText('half', true)).toBeUndefined()
  expect(fromEntryText(' ', true)).toBeUndefined()
})
