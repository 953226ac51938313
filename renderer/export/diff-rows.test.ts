import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDiffRows, toPlainRows } from './diff-rows.ts'

const shown = (there: string, wanted: string) =>
  toDiffRows(there, wanted).map(({ kind, text, before = '', after = '' }) => `${kind} ${before}|${after} ${text}`)

test.each([
  ['a\nb\nc\n', 'a\nB\nc\n', ['same 1|1 a', 'removed 2| b', 'added |2 B', 'same 3|3 c']],
  ['', 'a\n', ['added |1 a']],
  ['a\n', '', ['removed 1| a']],
  ['a\n', 'a', ['removed 1| a', 'added |1 a']],
  ['a\n', 'a\n', []],
  [
    '1\n2\n3\n4\n5\n6\n',
    '1\n2\n3\n4\n5\n6\n7\n',
    ['gap | 3 lines that are the same', 'same 4|4 4', 'same 5|5 5', 'same 6|6 6', 'added |7 7'],
  ],
])('from %j to %j', (there, wanted, rows) => {
  expect(shown(there, wanted)).toEqual(rows)
})

test('the rows hold every line that goes and every line that comes, numbered as they stand in the texts', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      const [there, wanted] = [one, other].map((each) => each.map((line) => `${line}\n`).join('')) as [string, string]
      for (const row of toDiffRows(there, wanted)) {
        if (row.before !== undefined) expect(one[row.before - 1]).toBe(row.text)
        if (row.after !== undefined) expect(other[row.after - 1]).toBe(row.text)
      }
      const changed = toDiffRows(there, wanted)
      const count = (kind: string) => changed.filter((row) => row.kind === kind).length
      expect(one.length - count('removed')).toBe(other.length - count('added'))
    }),
  )
})

test('a text that changes altogether is shown as gone and new', () => {
  const [there, wanted] = ['old', 'new'].map((word) => Array.from({ length: 4000 }, (_, line) => `${word} ${line}`).join('\n')) as [
    string,
    string,
  ]
  const rows = toDiffRows(there, wanted)
  expect(rows).toHaveLength(8000)
  expect(rows[0]).toEqual({ kind: 'removed', text: 'old 0', before: 1 })
  expect(rows.at(-1)).toEqual({ kind: 'added', text: 'new 3999', after: 4000 })
})

test('a plain text is its lines', () => {
  expect(toPlainRows('a\n\nb\n').map(({ text, after }) => `${after} ${text}`)).toEqual(['1 a', '2 ', '3 b'])
})
