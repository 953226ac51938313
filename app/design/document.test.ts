import { describe, expect, test } from 'vitest'
import { kinds } from '../catalogue/catalogue.ts'
import { protocols } from './design.ts'
import { readDocument } from './document.ts'

/** Place, what is wrong and what to do, for each problem of a text. */
function problemsOf(text: string): string[] {
  return readDocument(text).problems.map(({ line, column, message, remedy }) =>
    [`${line}:${column}`, message, remedy].filter(Boolean).join(' '),
  )
}

describe('reading a design', () => {
  test.each<[string, string, string]>([
    [
      'a broken file',
      'a: [1,2\nb: 3',
      '2:1 A "[" before this is not closed: "]" is missing, or is not indented more than the key before it.',
    ],
    [
      'a key that stands twice',
      'microcosm: 1\ncomponents:\n  a: { kind: service }\n  a: { kind: redis }',
      '4:3 This key stands twice in the same map; keep one of the two.',
    ],
    ['an empty file', '', '1:1 The file holds no design: it must be a map that begins with "microcosm: 1".'],
    [
      'a second document',
      'microcosm: 1\ncomponents: {}\n---\nmicrocosm: 1\n',
      '3:1 A second YAML document begins here; a design file holds one.',
    ],
    ['no version', 'components: {}', '1:1 microcosm is missing. Begin the file with the line "microcosm: 1".'],
    [
      'a later version',
      'microcosm: 2\ncomponents: {}',
      '1:12 microcosm must be 1, not 2. This program reads version 1 of the format; a newer program may have written the file.',
    ],
    [
      'an unknown kind',
      'microcosm: 1\ncomponents:\n  a:\n    kind: postgress',
      '4:11 a.kind says "postgress", and there is no such kind of component. Did you mean postgres?',
    ],
    [
      'no kind',
      'microcosm: 1\ncomponents:\n  a: { name: A }',
      `3:6 a.kind is missing. Write one of ${kinds.map(({ kind }) => kind).join(', ')}.`,
    ],
    [
      'a kind like no other',
      'microcosm: 1\ncomponents:\n  a: { kind: xxxxxxxxxx }',
      `3:14 a.kind says "xxxxxxxxxx", and there is no such kind of component. There are ${kinds.map(({ kind }) => kind).join(', ')}.`,
    ],
    [
      'an unknown key',
      'microcosm: 1\ncomponents:\n  a: { kind: redis, memry: 1MiB }',
      '3:21 a has an unknown key "memry". Did you mean memory? Allowed here: kind, name, team, notes, work, cache, endpoints, discipline, priorities, queueTimeout, rateLimit, breakdowns, controlledDelay, adaptiveConcurrency, image, cpu, memory.',
    ],
    [
      'a number out of range',
      'microcosm: 1\ncomponents:\n  a:\n    kind: service\n    replicas: 0',
      '5:15 a.replicas must be at least 1, not 0.',
    ],
    [
      'a duration without a unit',
      'microcosm: 1\ncomponents:\n  a: { kind: service, work: { time: 5 } }',
      '3:37 a.work.time must be a duration with its unit, such as 4ms, not 5.',
    ],
    [
      'a duration that is none',
      'microcosm: 1\ncomponents:\n  a: { kind: service, work: { time: soon } }',
      '3:37 a.work.time says "soon", which is not a duration: write a number and a unit, such as 250us, 4ms, 1.5s or 10m.',
    ],
    [
      'a protocol that is none',
      'microcosm: 1\ncomponents: {}\nconnections:\n  - { from: a, to: b, protocol: htp }',
      `4:33 a->b.protocol must be one of ${protocols.join(', ')}, not "htp". Did you mean http?`,
    ],
    [
      'an id with capitals',
      'microcosm: 1\ncomponents:\n  Orders: { kind: service }',
      '3:3 Orders is not an id: start with a small letter, then small letters, digits and hyphens.',
    ],
  ])('says where and what about %s', (_what, text, problem) => {
    expect(problemsOf(text)).toContain(problem)
  })

  test('keeps own keys and refuses them nowhere they may stand', () => {
    const text =
      'microcosm: 1\nx-a: 1\ncomponents:\n  x-ray: { kind: service, x-b: [1] }\nconnections:\n  - { from: x-ray, to: x-ray, protocol: http, x-c: {} }\nscenarios:\n  s: { duration: 1s, x-d: 2 }\n'
    const { problems, design } = readDocument(text)
    expect(problems).toEqual([])
    expect(design?.components['x-ray']).toEqual({ kind: 'service', 'x-b': [1] })
  })

  test('leaves what is broken out of the design and keeps the rest', () => {
    const { design, problems } = readDocument(
      'microcosm: 1\ncomponents:\n  a: { kind: service, replicas: none, cpu: 2 }\n  b: { kind: teapot }\n  c: { kind: redis }\nconnections:\n  - { from: a, to: b, protocol: http }\n  - { from: a, to: c, protocol: redis, order: first }\nscenarios:\n  s: { warmup: 1s }\n',
    )
    expect(design).toEqual({
      microcosm: 1,
      components: { a: { kind: 'service', cpu: 2 }, c: { kind: 'redis' } },
      connections: [{ from: 'a', to: 'c', protocol: 'redis' }],
      scenarios: {},
    })
    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'components.a.replicas',
      'components.b.kind',
      'connections.1.order',
      'scenarios.s.duration',
    ])
  })
})

/** A design with so many components that all say the same. */
function crowd(count: number, component: string): string {
  const lines = Array.from({ length: count }, (_, index) => `  c${index}: ${component}\n`)
  return `microcosm: 1\ncomponents:\n${lines.join('')}`
}

describe('text from anywhere', () => {
  const bomb = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    .map(
      (name, index, all) =>
        `${name}: &${name} [${Array(9)
          .fill(index === 0 ? 'x' : `*${all[index - 1]}`)
          .join(', ')}]`,
    )
    .join('\n')

  test.each<[string, string]>([
    ['an alias bomb', bomb],
    ['an alias of itself', 'a: &a { b: *a }'],
    ['an alias of nothing', 'a: *b'],
    ['brackets without end', '['.repeat(200_000)],
    ['maps within maps on one line', `components:\n  ${'a: name'.repeat(20_000)}\nname: c\n`],
    ['maps without end', '{a: '.repeat(200_000)],
    ['dashes without end', `${'- '.repeat(100_000)}x`],
    ['indentation without end', Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
    ['a key that reaches into prototypes', 'microcosm: 1\ncomponents: { __proto__: { kind: service } }'],
    ['more than ten million characters', `# ${'x'.repeat(10_000_001)}`],
    ['ten million line ends', '\n'.repeat(9_999_999)],
    ['a list of nine hundred thousand nothings', `microcosm: [${','.repeat(900_000)}]`],
    ['a list of two hundred thousand nothings', `microcosm: [${','.repeat(200_000)}]`],
    ['a hundred thousand components', crowd(100_000, '{ kind: service }')],
    ['more components than anybody can work on', crowd(20_001, '{ kind: service }')],
    ['a key that stands twice far apart', `${crowd(15_000, '{ kind: service }')}  c0: { kind: service }`],
    ['no text at all', '\u0000\uFFFE\u0007'],
  ])('is refused in one sentence: %s', (_what, text) => {
    const { design, problems } = readDocument(text)
    expect(design).toBeUndefined()
    expect(problems[0]?.message).toMatch(/^[A-Z].*[.]$/)
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false)
  })

  test('says where each of ten thousand wrong components is', () => {
    const { problems } = readDocument(crowd(10_000, '{ kind: service, replicas: -1 }'))
    expect(problems).toHaveLength(10_000)
    expect(problems.at(-1)).toMatchObject({ line: 10_002, column: 37, path: ['components', 'c9999', 'replicas'] })
  })

  test('does not take inherited names for components', () => {
    const { design } = readDocument('microcosm: 1\ncomponents: {}\nconnections: [{ from: constructor, to: valueof, protocol: http }]')
    expect(Object.hasOwn(design?.components ?? {}, 'constructor')).toBe(false)
  })
})
