import { expect, test } from 'vitest'
import { toHeading } from './heading.ts'

test.each([
  ['Web shop', 'Web shop'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert\\(1\\)&lt;/script&gt;'],
  ['[x](javascript:y) `z`', '\\[x\\]\\(javascript:y\\) \\`z\\`'],
  ['a\n# b\u2028c\x1b[31m', 'a \\# b c \\[31m'],
  ['\u202Egpj', 'gpj'],
  ['A & B', 'A &amp; B'],
])('%j', (name, heading) => {
  expect(toHeading(name)).toBe(heading)
})
