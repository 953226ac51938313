import { expect, test } from 'vitest'
import { parseDotEnv } from './dotenv.ts'

const lookup = (name: string) => (name === 'SHELL_SAYS' ? 'so' : undefined)

test.each([
  ['A=1\nB=two words', { A: '1', B: 'two words' }],
  ['# note\n\nexport A=1 # behind\r\nB=a#b', { A: '1', B: 'a#b' }],
  ['A="x # y"\nB=\'$A\'\nC="$A"\nD=${A:-z}', { A: 'x # y', B: '$A', C: 'x # y', D: 'x # y' }],
  ['A="first\nsecond"\nB=3', { A: 'first\nsecond', B: '3' }],
  ['A="tab\\tquote\\"end"', { A: 'tab\tquote"end' }],
  ['A: yaml\nB=', { A: 'yaml', B: '' }],
  ['SHELL_SAYS\nNOBODY_SAYS', { SHELL_SAYS: 'so' }],
  ['\uFEFFA=1', { A: '1' }],
  ['A=cost$', { A: 'cost$' }],
])('%j', (text, wanted) => {
  const parsed = parseDotEnv(text, lookup)
  expect('variables' in parsed && Object.fromEntries(parsed.variables)).toEqual(wanted)
})

test.each([
  ['A=1\nB="open', 2, /does not end/],
  ['A=1\n\n?what', 3, /is not NAME=value/],
])('%j is refused at its line', (text, line, sentence) => {
  expect(parseDotEnv(text, lookup)).toEqual({ line, problem: expect.stringMatching(sentence) })
})
