import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionsAt } from './complete-text.ts'
import { readDocument } from './document.ts'

const text = `microcosm: 1
components:
  gateway: { kind: nginx }
  orders:
    kind: service
    replicas: 2
connections:
  - { from: gateway, to: orders, protocol: http }
groups:
  edge: { members: [gateway] }
scenarios:
  day:
    duration: 60s
    faults:
      - { kind: latency, target: orders, at: 1s, for: 2s, add: 1ms }
`
const { design } = readDocument(text)
if (!design) throw new Error('The fixture is broken.')

/** What may stand at the bar in this text. */
const at = (marked: string, path: (string | number)[] = []) => {
  const offset = marked.indexOf('|')
  return completionsAt(marked.replace('|', ''), offset, design, path)
}
const labels = (marked: string, path?: (string | number)[]) => at(marked, path)?.options.map(({ label }) => label) ?? []

test('keys of a component are those of its kind, but for those that stand there', () => {
  const keys = labels(text.replace('replicas: 2', 'replicas: 2\n    wo|'))
  expect(keys).toEqual(expect.arrayContaining(['work', 'concurrency', 'team', 'image']))
  expect(keys).not.toContain('replicas')
  expect(keys).not.toContain('kind')
  expect(labels(text.replace('{ kind: nginx }', '{ kind: traffic, | }'))).not.toContain('concurrency')
})

test('a component without a kind is asked for one first, and a kind is one of all', () => {
  expect(labels(text.replace('connections:', '  stock:\n    |\nconnections:'))[0]).toBe('kind')
  expect(labels(text.replace('kind: service', 'kind: |'))).toEqual(expect.arrayContaining(['service', 'postgres', 'sqs']))
})

test.each([
  ['a protocol', text.replace('protocol: http', 'protocol: ht|'), ['http', 'grpc', 'postgres']],
  ['an end of a connection', text.replace('to: orders, protocol', 'to: o|, protocol'), ['gateway', 'orders']],
  ['a member of a group', text.replace('[gateway]', '[gateway, |]'), ['gateway', 'orders', 'edge']],
  ['a target of a fault', text.replace('target: orders', 'target: |'), ['orders', 'gateway->orders', 'edge']],
  ['a kind of fault', text.replace('kind: latency', 'kind: |'), ['latency', 'kill']],
  ['a section', `${text}no|`, ['notes', 'layout']],
])('%s', (_, marked, some) => expect(labels(marked)).toEqual(expect.arrayContaining(some)))

test('keys of a fault are those of its kind', () => {
  const keys = labels(text.replace('add: 1ms', '|'))
  expect(keys).toContain('add')
  expect(keys).not.toContain('target')
})

test('the same in a part of the design', () => {
  expect(labels('kind: service\nwo|', ['components', 'orders'])).toContain('work')
  expect(labels('{ kind: postgres, co| }', ['components', 'db'])).toContain('connections')
  expect(labels('from: gateway\nto: |', ['connections', 0])).toEqual(['gateway', 'orders'])
})

test('each key says what it is', () => {
  const found = at('kind: service\n|', ['components', 'orders'])?.options.find(({ label }) => label === 'replicas')
  expect(found?.title).toBe('Replicas')
})

test.each(['kind: service # no| comment', 'name: "Or|"'])('nothing in %s', (marked) =>
  expect(labels(marked, ['components', 'orders'])).toEqual([]),
)

test('whatever is written, wherever the caret stands, the word before it is the one that is completed', () => {
  const edits = fc.record({ cut: fc.nat(text.length), put: fc.string({ maxLength: 12 }), caret: fc.nat(text.length) })
  fc.assert(
    fc.property(edits, ({ cut, put, caret }) => {
      const edited = text.slice(0, cut) + put + text.slice(cut + 5)
      const found = completionsAt(edited, Math.min(caret, edited.length), design)
      if (found) expect(edited.slice(found.from, caret)).toMatch(/^[\w.>-]*$/)
    }),
    { numRuns: 300 },
  )
})
