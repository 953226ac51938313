import { expect, test } from 'vitest'
import { readDocument } from './document.ts'

/** What the schema finds, as sentences with their places and what to do. */

const problemsOf = (components: string, more = '') =>
  readDocument(`microcosm: 1\ncomponents:\n${components}${more}`).problems.map(({ message, remedy, path, component, connection }) => ({
    said: [message, remedy].filter(Boolean).join(' '),
    path: path.join('.'),
    ...(component ? { component } : {}),
    ...(connection ? { connection } : {}),
  }))

test.each([
  ['a kind that is missing', '  a: { name: A }\n', /^a\.kind is missing\. Write one of .*service/, 'components.a.kind'],
  [
    'a kind that there is not',
    '  a: { kind: servise }\n',
    /^a\.kind says "servise", and there is no such kind of component\. Did you mean service\?$/,
    'components.a.kind',
  ],
  [
    'a key that is unknown',
    '  a: { kind: service, replcas: 2 }\n',
    /^a has an unknown key "replcas"\. Did you mean replicas\? Allowed here: kind, name, /,
    'components.a.replcas',
  ],
  [
    'a number that is none',
    '  a: { kind: service, replicas: many }\n',
    /^a\.replicas must be [^.]+, not "many"\.$/,
    'components.a.replicas',
  ],
  [
    'one that is too small',
    '  a: { kind: service, replicas: -1 }\n',
    /^a\.replicas must be at least \d+, not -1\.$/,
    'components.a.replicas',
  ],
])('%s', (_what, components, sentence, path) => {
  const [first] = problemsOf(components)
  expect(first).toMatchObject({ said: expect.stringMatching(sentence), path, component: 'a' })
})

test('a connection is named by its ends', () => {
  const more = 'connections: [{ from: a, to: b, protocol: carrier-pigeon }]\n'
  expect(problemsOf('  a: { kind: service }\n  b: { kind: service }\n', more)).toMatchObject([
    { said: expect.stringMatching(/^a->b\.protocol must be one of .*http.*, not "carrier-pigeon"\./), connection: 'a->b' },
  ])
})

test('a version of another program says so', () => {
  const [first] = readDocument('microcosm: 7\ncomponents: {}\n').problems
  expect([first?.message, first?.remedy]).toEqual([
    'microcosm must be 1, not 7.',
    'This program reads version 1 of the format; a newer program may have written the file.',
  ])
})

test('a long value is cut, and each problem is one sentence', () => {
  const problems = problemsOf(`  a: { kind: ${'x'.repeat(500)} }\n  b: { kind: service, nonsense: 1, name: [a] }\n`)
  expect(problems.length).toBeGreaterThan(2)
  for (const { said } of problems) expect(said).toMatch(/^[^\n]{1,1500}\.$|^[^\n]{1,1500}\?$/)
  expect(problems[0]?.said).not.toContain('x'.repeat(61))
})
