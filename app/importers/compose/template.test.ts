import { describe, expect, test } from 'vitest'
import { substitute } from './template.ts'

const variables: Record<string, string> = { SET: 'value', EMPTY: '', NAME: 'SET' }
const lookup = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined)

describe('variables in a text', () => {
  test.each([
    ['$SET', 'value'],
    ['${SET}', 'value'],
    ['a${SET}b$SET.c', 'avalueb' + 'value.c'],
    ['$UNSET|${UNSET}', '|'],
    ['${UNSET:-x}', 'x'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${UNSET-x}', 'x'],
    ['${SET:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${UNSET+x}', ''],
    ['${SET:?needed}', 'value'],
    ['${EMPTY?needed}', ''],
    ['${UNSET:-${SET}}', 'value'],
    ['${UNSET:-a${UNSET:-b${SET:+c}}d}', 'abcd'],
    ['${UNSET:-http://host:80/?a=b}', 'http://host:80/?a=b'],
    ['$$SET $${SET}', '$SET ${SET}'],
    ['$(date) $1 $', '$(date) $1 $'],
  ])('%s is %s', (text, wanted) => {
    expect(substitute(text, lookup)).toEqual({ text: wanted })
  })

  test.each([
    ['${UNSET:?say which}', /UNSET must be set: say which/],
    ['${EMPTY:?}', /EMPTY must be set\.$/],
    ['${', /begins no variable/],
    ['${}', /begins no variable/],
    ['${SET', /begins no variable/],
    ['${SET!x}', /begins no variable/],
    ['${1}', /begins no variable/],
  ])('%s is refused', (text, sentence) => {
    const result = substitute(text, lookup)
    expect('problem' in result && result.problem).toMatch(sentence)
  })
})
