import { expect, test } from 'vitest'
import { commands } from './commands.ts'
import { parseGiven } from './parse-given.ts'

const simulate = commands.find(({ name }) => name === 'simulate') ?? commands[0]
if (!simulate) throw new Error('there are no commands')

test('options of one letter, however many are put together, are refused at once', () => {
  // Taken apart one by one they would take minutes, and the test would be ended.
  for (const letters of ['5', 'xyz', 'é漢'.repeat(200_000)])
    expect(() => parseGiven(simulate, ['a.yaml', `-${letters}`])).toThrow(`simulate has no option -${[...letters][0]}.`)
})

test('what stands behind two dashes is no option', () => {
  expect(parseGiven(simulate, ['--', '-5x']).positionals).toEqual(['-5x'])
})
