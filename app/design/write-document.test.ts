import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeId } from './change-id.ts'
import type { Design } from './design.ts'
import { readDocument } from './document.ts'
import { addComponent, connect, disconnect, moveComponents, removeComponents, setParameter, setScenario } from './edit.ts'
import { arbitraryDesign, commentPlaces, withComments } from './fixtures/arbitrary-design.ts'
import { isSame } from './value-at.ts'
import { renderDesign, writeDocument } from './write-document.ts'

const shop = `# Web shop, reviewed in git
microcosm: 1
name: 'Web shop'   # quotes stay

components:
  # who comes
  shoppers:
    kind: traffic
    rate: 120   # per second
    x-note: "keep me"

  orders: { kind: service, replicas: 2 }
  billing:
    kind: service
    work: &slow { time: 40ms }
    notes: |
      Two lines
      of notes.
  archive:
    kind: service
    work: *slow
connections:
- { from: shoppers, to: orders, protocol: http }  # the way in
# later
- from: orders
  to: billing
  protocol: http
x-mine: [1, 2]
layout: { orders: { x: 320, y: 80 } }
`

/** The text after an edit of the text above, or of the one given. */
function edited(edit: (design: Design) => Design, text = shop): string {
  const document = readDocument(text)
  if (!document.design) throw new Error('the text holds no design')
  return writeDocument(document, edit(document.design)).text
}

const copied = (design: Design): Design => JSON.parse(JSON.stringify(design))

/** Lines only in the first, lines only in the second. */
function difference(before: string, after: string): [string[], string[]] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))]
}

describe('writing an edited design', () => {
  test('gives the same text where nothing was edited', () => {
    expect(edited(copied)).toBe(shop)
  })

  test.each<[string, (design: Design) => Design, string[], string[]]>([
    [
      'a number',
      (d) => setParameter(d, ['components', 'shoppers', 'rate'], 90),
      ['    rate: 120   # per second'],
      ['    rate: 90   # per second'],
    ],
    [
      'text in its quotes',
      (d) => setParameter(d, ['name'], 'Shop'),
      ["name: 'Web shop'   # quotes stay"],
      ["name: 'Shop'   # quotes stay"],
    ],
    [
      'a value in a map on one line',
      (d) => setParameter(d, ['components', 'orders', 'replicas'], 3),
      ['  orders: { kind: service, replicas: 2 }'],
      ['  orders: { kind: service, replicas: 3 }'],
    ],
    [
      'a new value in a map on one line',
      (d) => setParameter(d, ['components', 'orders', 'cpu'], 1),
      ['  orders: { kind: service, replicas: 2 }'],
      ['  orders: { kind: service, replicas: 2, cpu: 1 }'],
    ],
    [
      'a value taken out of a map on one line',
      (d) => setParameter(d, ['components', 'orders', 'replicas'], undefined),
      ['  orders: { kind: service, replicas: 2 }'],
      ['  orders: { kind: service }'],
    ],
    ['a new value in a block', (d) => setParameter(d, ['connections', 'orders->billing', 'timeout'], '2s'), [], ['  timeout: 2s']],
    [
      'a new map in a block',
      (d) => setParameter(d, ['components', 'shoppers', 'journeys'], { browse: 1 }),
      [],
      ['    journeys: { browse: 1 }'],
    ],
    [
      'a value taken out of a block',
      (d) => setParameter(d, ['components', 'shoppers', 'rate'], undefined),
      ['    rate: 120   # per second'],
      [],
    ],
    [
      'notes of several lines',
      (d) => setParameter(d, ['components', 'billing', 'notes'], 'One\nmore\n'),
      ['      Two lines', '      of notes.'],
      ['      One', '      more'],
    ],
    ['a connection', (d) => connect(d, 'billing', 'archive', 'http'), [], ['- { from: billing, to: archive, protocol: http }']],
    [
      'a connection taken out',
      (d) => disconnect(d, 'shoppers', 'orders'),
      ['- { from: shoppers, to: orders, protocol: http }  # the way in'],
      [],
    ],
    [
      'a position',
      (d) => moveComponents(d, { orders: { x: 7, y: 8 } }),
      ['layout: { orders: { x: 320, y: 80 } }'],
      ['layout: { orders: { x: 7, y: 8 } }'],
    ],
    ['a scenario, before the layout', (d) => setScenario(d, 'rush', { duration: '1m' }), [], ['scenarios:', '  rush:', '    duration: 1m']],
    [
      'what an anchor stands for',
      (d) => setParameter(d, ['components', 'billing', 'work', 'time'], '9ms'),
      ['    work: &slow { time: 40ms }', '    work: *slow'],
      ['    work: &slow { time: 9ms }', '    work: { time: 40ms }'],
    ],
    [
      'what an alias says',
      (d) => setParameter(d, ['components', 'archive', 'work', 'time'], '9ms'),
      ['    work: *slow'],
      ['    work: { time: 9ms }'],
    ],
  ])('changes no more than %s', (_what, edit, gone, come) => {
    expect(difference(shop, edited(edit))).toEqual([gone, come])
  })

  test('keeps a component where it is, with its comments, when it gets another id', () => {
    const [gone, come] = difference(
      shop,
      edited((design) => changeId(design, 'billing', 'invoices')),
    )
    expect(gone).toEqual(['  billing:', '  to: billing'])
    expect(come).toEqual(['  invoices:', '  to: invoices'])
  })

  test('writes an alias out where its anchor goes away', () => {
    const text = edited((design) => removeComponents(design, ['billing']))
    expect(text).toContain('  archive:\n    kind: service\n    work: { time: 40ms }\n')
    expect(text).not.toContain('billing')
  })

  test('begins empty sections as blocks', () => {
    const text = edited(
      (design) => connect(addComponent(design, 'redis', { x: 1.4, y: 2 }).design, 'redis', 'redis', 'http'),
      'microcosm: 1\ncomponents: {}\nconnections:\n',
    )
    expect(text).toBe(
      'microcosm: 1\ncomponents:\n  redis:\n    kind: redis\n    work: { time: 0.1ms, distribution: exponential }\nconnections:\n  - { from: redis, to: redis, protocol: http }\nlayout:\n  redis: { x: 1, y: 2 }\n',
    )
  })

  test('keeps the line endings of the file and a missing last one', () => {
    const text = edited(
      (design) => setParameter(design, ['components', 'a', 'cpu'], 2),
      'microcosm: 1\r\ncomponents:\r\n  a:\r\n    kind: service',
    )
    expect(text).toBe('microcosm: 1\r\ncomponents:\r\n  a:\r\n    kind: service\r\n    cpu: 2')
  })

  test('leaves JSON as JSON', () => {
    const source = '{\n  "microcosm": 1,\n  "components": {\n    "a": { "kind": "service" }\n  }\n}\n'
    const text = edited((design) => addComponent(design, 'redis', { x: 0, y: 0 }).design, source)
    expect(JSON.parse(text).components.redis.kind).toBe('redis')
    expect(text.startsWith('{\n  "microcosm": 1,\n  "components": {\n    "a": { "kind": "service" },\n')).toBe(true)
  })

  test('leaves broken parts of the file to the person', () => {
    const source =
      'microcosm: 1\ncomponents:\n  a: { kind: service }\n  b: { kind: servce }\nconnections:\n  - { from: a, to: b, protocol: http }\n  - { from: a, protocol: http }\n'
    const text = edited((design) => setParameter(design, ['components', 'a', 'cpu'], 1), source)
    expect(text).toBe(source.replace('{ kind: service }', '{ kind: service, cpu: 1 }'))
    const more = edited((design) => connect(addComponent(design, 'redis', { x: 0, y: 0 }).design, 'a', 'redis', 'redis'), source)
    expect(difference(source, more)[0]).toEqual([])
  })
})

describe('for any design', () => {
  test('a new file reads as the design', () => {
    fc.assert(
      fc.property(arbitraryDesign, (design) => {
        const read = readDocument(renderDesign(design))
        expect(read.problems).toEqual([])
        expect(read.design).toEqual(design)
      }),
    )
  })

  test('a file with comments that is loaded and saved is the same text', () => {
    fc.assert(
      fc.property(arbitraryDesign, commentPlaces, (design, places) => {
        const text = withComments(renderDesign(design), places)
        const document = readDocument(text)
        expect(document.problems).toEqual([])
        expect(writeDocument(document, copied(document.design as Design)).text).toBe(text)
      }),
    )
  })

  test('what is written reads as what was edited', () => {
    fc.assert(
      fc.property(arbitraryDesign, arbitraryDesign, commentPlaces, (before, after, places) => {
        const document = readDocument(withComments(renderDesign(before), places))
        const written = writeDocument(document, after)
        expect(written.design).toEqual(after)
        expect(readDocument(written.text).design).toEqual(after)
      }),
      { numRuns: 300 },
    )
  })

  test('the file is never written anew, however much was edited', () => {
    fc.assert(
      fc.property(arbitraryDesign, arbitraryDesign, (before, after) => {
        const document = readDocument(`# Kept by hand\n${renderDesign(before)}`)
        expect(writeDocument(document, after).text.startsWith('# Kept by hand\n')).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('one changed number changes one line', () => {
    fc.assert(
      fc.property(arbitraryDesign, commentPlaces, fc.integer({ min: 101, max: 999 }), (design, places, rate) => {
        const id = Object.keys(design.components).find((each) => typeof design.components[each]?.rate === 'number')
        fc.pre(id !== undefined && design.components[id ?? '']?.rate !== rate)
        const text = withComments(renderDesign(design), places)
        const before = text.split('\n')
        const after = edited((d) => setParameter(d, ['components', id as string, 'rate'], rate), text).split('\n')
        expect(after).toHaveLength(before.length)
        expect(after.filter((line, index) => line !== before[index])).toHaveLength(1)
      }),
    )
  })

  test('adding takes no line away', () => {
    fc.assert(
      fc.property(arbitraryDesign, commentPlaces, (design, places) => {
        fc.pre(Object.keys(design.components).length > 0)
        const text = withComments(renderDesign(design), places)
        const after = edited((d) => setScenario(connect(d, 'a', 'new', 'http'), 'new', { duration: '1m' }), text)
        const [gone] = difference(text, after)
        // Only the heading of a section that was empty may turn from `connections: []` into a block.
        expect(gone.filter((line) => !/^\w+: (\[\]|\{\})/.test(line))).toEqual([])
        expect(isSame(readDocument(after).design?.scenarios?.new, { duration: '1m' })).toBe(true)
      }),
    )
  })
})
