import { expect, test } from 'vitest'
import { isDuration, toDuration } from './quantities.ts'

test('a duration that no number can hold is none', () => {
  for (const text of [`${'9'.repeat(400)}s`, `1.${'9'.repeat(400)}ms`, '1e9s', '-5ms', 'Infinityms'])
    expect([text, isDuration(text)]).toEqual([text, false])
  for (const text of ['0ms', '250us', '1.5s', '0.30000000000000004ms', '999999999999999h', toDuration(0.1 + 0.2)])
    expect([text, isDuration(text)]).toEqual([text, true])
})
