import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDocument } from './document.ts'
import { partOf, placeInPart, selectableParts, withPart } from './text-part.ts'

const text = `microcosm: 1
components:
  # The front door.
  gateway: { kind: nginx } # On the edge.
  orders:
    # Measured in May.
    kind: service

    work: { time: 4ms }
    # Twice at night.
  # The last one.
  db:
    kind: postgres
connections:
  - { from: gateway, to: orders, protocol: http }
  - from: orders
    to: db
    protocol: postgres
notes:
  why: { text: Because, x: 0, y: 0 }
`
const { source } = readDocument(text)
const part = (path: (string | number)[]) => {
  const found = partOf(source, path)
  if (!found) throw new Error(`no ${path}`)
  return found
}

test.each([
  [
    'a component in lines of its own, with its comments',
    ['components', 'orders'],
    '# Measured in May.\nkind: service\n\nwork: { time: 4ms }\n# Twice at night.',
  ],
  ['a component on one line', ['components', 'gateway'], '{ kind: nginx }'],
  ['a connection on one line', ['connections', 0], '{ from: gateway, to: orders, protocol: http }'],
  ['a connection in lines of its own', ['connections', 1], 'from: orders\nto: db\nprotocol: postgres'],
])('%s', (_, path, expected) => expect(part(path).text).toBe(expected))

test.each([[['components', 'gone']], [['connections', 7]], [['layout', 'orders']]])('nothing for %j, which is not there', (path) => {
  expect(partOf(source, path)).toBeUndefined()
})

const written = (path: (string | number)[], edited: string) => withPart(text, part(path), edited).whole

test.each([
  ['a line more', ['components', 'db'], 'kind: postgres\nreplicas: 2', '    kind: postgres\n', '    kind: postgres\n    replicas: 2\n'],
  [
    'a value between brackets',
    ['components', 'gateway'],
    '{ kind: nginx, replicas: 2 }',
    '{ kind: nginx }',
    '{ kind: nginx, replicas: 2 }',
  ],
  [
    'a block in place of brackets',
    ['components', 'gateway'],
    'kind: nginx\nreplicas: 2',
    'gateway: { kind: nginx } # On the edge.',
    'gateway:\n    kind: nginx\n    replicas: 2 # On the edge.',
  ],
  [
    'a block in place of brackets in a list',
    ['connections', 0],
    'from: gateway\nto: orders\nprotocol: grpc',
    '{ from: gateway, to: orders, protocol: http }',
    'from: gateway\n    to: orders\n    protocol: grpc',
  ],
  ['a line of a block in a list', ['connections', 1], 'from: orders\nto: db\nprotocol: tcp', 'protocol: postgres', 'protocol: tcp'],
])('%s', (_, path, edited, before, after) => expect(written(path, edited)).toBe(text.replace(before, after)))

test('lines end as they do in the file', () => {
  const windows = text.replaceAll('\n', '\r\n')
  const found = partOf(readDocument(windows).source, ['components', 'db'])
  expect(found?.text).toBe('kind: postgres')
  expect(found && withPart(windows, found, 'kind: postgres\nreplicas: 2').whole).toBe(
    windows.replace('    kind: postgres\r\n', '    kind: postgres\r\n    replicas: 2\r\n'),
  )
})

test('a place in the file is one in the part', () => {
  const line = text.split('\n').indexOf('    work: { time: 4ms }') + 1
  expect(placeInPart(text, part(['components', 'orders']), line, 13)).toEqual({ line: 4, column: 9 })
  expect(placeInPart(text, part(['connections', 0]), 15, 8)).toEqual({ line: 1, column: 4 })
  expect(placeInPart(text, part(['components', 'db']), 40, 8)).toEqual({ line: 1, column: 1 })
})

test('every line of what can be selected, in the order of the text', () => {
  const parts = selectableParts(source)
  expect(parts.map(({ what }) => Object.values(what)[0])).toEqual(['gateway', 'orders', 'db', 'gateway->orders', 'orders->db', 'why'])
  expect(parts.map(({ from, to }) => text.slice(from, to))[2]).toBe('  db:\n    kind: postgres')
  expect(parts.map(({ from, to }) => text.slice(from, to))[4]).toBe('  - from: orders\n    to: db\n    protocol: postgres')
})

test('a part that is written stands where it is said to, and is the same when it is read again', () => {
  const paths = [
    ['components', 'gateway'],
    ['components', 'orders'],
    ['components', 'db'],
    ['connections', 0],
    ['connections', 1],
  ]
  const bodies = fc.array(fc.constantFrom('replicas: 2', 'name: Orders', 'team: shop', '# Why.', 'work: { time: 2ms }'), { maxLength: 4 })
  fc.assert(
    fc.property(fc.constantFrom(...paths), bodies, (path, lines) => {
      const edited = ['kind: service', ...new Set(lines)].join('\n')
      const { whole, part: next } = withPart(text, part(path), edited)
      expect(next.text).toBe(edited)
      const back = withPart(whole, next, part(path).text)
      expect(readDocument(back.whole).source.value).toEqual(source.value)
      expect(partOf(readDocument(whole).source, path)?.text.replace(/ # On the edge\.|\n# Twice.*$/, '')).toBe(edited)
    }),
    { numRuns: 200 },
  )
})
