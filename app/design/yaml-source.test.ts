import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { positionOf, readYaml } from './yaml-source.ts'

const text = `microcosm: 1
# Two of them.
components:
  web: &web
    kind: service
    replicas:
  db: { kind: postgres, tags: [a, b] }
  more: *web
`

describe('a text as YAML', () => {
  test('comes to plain values, each its own copy', () => {
    const { value, problems } = readYaml(text)
    expect(problems).toEqual([])
    const { web, more } = (value?.components ?? {}) as Record<string, object>
    expect(more).toEqual(web)
    expect(more).not.toBe(web)
  })

  test.each([
    [['components', 'web', 'kind'], false, 5, 11],
    [['components', 'web', 'kind'], true, 5, 5],
    [['components', 'db', 'tags', 1], false, 7, 35],
    // What is empty, absent or behind an alias is shown where something stands.
    [['components', 'web', 'replicas'], false, 6, 5],
    [['components', 'db', 'cpu', 'limit'], false, 7, 7],
    [['components', 'more', 'kind'], false, 5, 11],
  ] as const)('knows where %j stands (its key: %s)', (path, atKey, line, column) => {
    expect(positionOf(readYaml(text), path, atKey)).toEqual({ line, column })
  })

  test.each([
    ['', /^The file holds no design: it must be a map that begins with "microcosm: 1"\.$/, 1],
    ['- a\n', /^The file holds no design/, 1],
    ['a: 1\nb: 2\na: 3\n', /^This key stands twice in the same map; keep one of the two\.$/, 3],
    ['a: 1\n---\nb: 2\n', /^A second YAML document begins here; a design file holds one\.$/, 2],
    ['a:\n\tb: 1\n', /^This line begins with a tab; YAML wants spaces there\.$/, 2],
    ['a: *none\n', /^[^\n]+\.$/, 1],
    ['a: { __proto__: 1 }\n', /"__proto__" cannot be a key\.$/, 1],
    [`a: ${'['.repeat(500)}`, /^The file nests more than \d+ levels deep, which no design does\.$/, 1],
    [`a: ${','.repeat(250_001)}`, /^The file has more than 250000 line ends, commas, colons and brackets, which no design has\.$/, 1],
    [' '.repeat(10_000_001), /^The file has 10000001 characters; a design may have at most 10000000\.$/, 1],
  ])('is refused in one sentence with its place: %#', (written, sentence, line) => {
    const { value, problems } = readYaml(written)
    expect(value).toBeUndefined()
    expect(problems.find((problem) => sentence.test(problem.message))).toMatchObject({ rule: 'yaml', severity: 'error', line })
  })

  test.each([
    ['components:\n  web: { kind: service }\n  db\n', 'A colon is missing here'],
    ['name: a\nword\nother: b\n', 'A colon is missing here'],
    ['a: { b: 1\nc: 2\n', 'A "{" before this is not closed'],
    ['a: "open\n', 'A quote is not closed'],
    ['a: { b: 1 c: 2 }\n', 'A comma is missing'],
    ['a: b: c\n', 'A second key stands on this line'],
    ['a:\n  b: 1\n   c: 2\n', ''],
    ['a: { b: 1 }}\n', 'This cannot stand here'],
    ['a: @b\n', 'needs quotes'],
  ])('that is not finished is answered in words of a file, not of a parser: %j', (written, said) => {
    const messages = readYaml(written).problems.map(({ message }) => message)
    expect(messages.length).toBeGreaterThan(0)
    expect(messages.join(' ')).toContain(said)
    for (const message of messages) expect(message).not.toMatch(/implicit|mapping|sequence|scalar|collection|token|flow/i)
  })

  test('an alias bomb is refused before it is written out', () => {
    const levels = Array.from({ length: 30 }, (_, index) => `l${index + 1}: &l${index + 1} [*l${index}, *l${index}]\n`)
    const { value, problems } = readYaml(`l0: &l0 { a: b }\n${levels.join('')}`)
    expect(value).toBeUndefined()
    expect(problems).toHaveLength(1)
  })

  test('whatever it is, nothing is thrown, and what is no design has a problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[\s:&*a{}[\],?|>'"-]*$/)), (written) => {
        const { value, problems } = readYaml(written)
        expect(value !== undefined || problems.length > 0).toBe(true)
      }),
    )
  })
})
