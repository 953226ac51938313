import { expect, test } from 'vitest'
import { toTerminalText } from './terminal-text.ts'

test.each([
  ['Orders – Zahlung 注文 😀\n\tline', 'Orders – Zahlung 注文 😀\n\tline'],
  ['\x1b]0;owned\x07\x1b[31mX', '\\u001b]0;owned\\u0007\\u001b[31mX'],
  ['a\r\nb\rc', 'a\\u000d\nb\\u000dc'],
  ['\x9b31m\x85\x7f\0', '\\u009b31m\\u0085\\u007f\\u0000'],
  ['user\u202Egpj.exe\u2066', 'user\\u202egpj.exe\\u2066'],
  ['a\u2028b', 'a\\u2028b'],
])('%j', (text, written) => {
  expect(toTerminalText(text)).toBe(written)
})

test('what is JSON means the same afterwards', () => {
  const value = { name: '\x1b[31m\u202E\x85\u2028' }
  expect(JSON.parse(toTerminalText(JSON.stringify(value)))).toEqual(value)
})
