import { expect, test } from 'vitest'
import { parseDotEnv } from './dotenv.ts'

/** Each line asks for the one before it twice. */
function doubled(times: number): string {
  return [
    'A0=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ...Array.from({ length: times }, (_, index) => `A${index + 1}=$A${index}$A${index}`),
  ].join('\n')
}

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
  [`A=x${' '.repeat(200_000)}y # note`, { A: `x${' '.repeat(200_000)}y` }],
  [`${' '.repeat(200_000)}\n#${' '.repeat(200_000)}\nA=# all of it`, { A: '' }],
])('%j', (text, wanted) => {
  const parsed = parseDotEnv(text, lookup)
  expect('variables' in parsed && Object.fromEntries(parsed.variables)).toEqual(wanted)
})

test.each([
  ['A=1\nB="open', 2, /does not end/],
  ['A=1\n\n?what', 3, /^This line is not NAME=value\.$/],
  [doubled(40), 16, /comes to more than 1000000 characters/],
  [
    `A=${'x'.repeat(900_000)}\n${Array.from({ length: 30 }, (_, index) => `B${index}=$A`).join('\n')}`,
    12,
    /come to more than 10000000 characters/,
  ],
])('%j is refused at its line', (text, line, sentence) => {
  expect(parseDotEnv(text, lookup)).toEqual({ line, problem: expect.stringMatching(sentence) })
})
