import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMap } from 'yaml'
import type { Component, Design } from './design.ts'
import { readDocument } from './document.ts'
import { editMap } from './edit-text.ts'
import type { Editing } from './editing.ts'
import { arbitraryDesign, commentPlaces, withComments } from './fixtures/arbitrary-design.ts'
import { applySplices } from './splices.ts'
import { renderDesign } from './write-document.ts'

/** What is spliced into a text touches the lines of what was edited and no others. Whole files: write-document.test.ts. */

/** The text after an edit of its design, by the splices of this module alone. */
function edited(text: string, change: (design: Design) => Design): string {
  const { source, design, sourceIndexes } = readDocument(text)
  const map = source.tree.contents
  if (!design || !isMap(map)) throw new Error('the text holds no design')
  const editing: Editing = { text, layout: { eol: '\n', step: 2, padding: true, json: false }, splices: [], sourceIndexes }
  editMap(editing, map, { ...design }, { ...change(structuredClone(design)) }, [])
  return applySplices(text, editing.splices)
}

/** The designs with a component of this name, in a text with comments and blank lines in many places. */
const written = fc
  .record({ design: arbitraryDesign, places: commentPlaces })
  .map(({ design, places }) => ({ design, text: withComments(renderDesign(withShop(design, { kind: 'service', replicas: 7 })), places) }))

const withShop = (design: Design, shop: Component): Design => ({ ...design, components: { ...design.components, shop } })
const edits = fc.constantFrom<[string, (shop: Component) => Component, [gone: number, come: number]]>(
  ['a number', (shop) => ({ ...shop, replicas: 8 }), [1, 1]],
  ['a field that is added', (shop) => ({ ...shop, team: 'corner' }), [0, 1]],
  ['a field that is taken out', ({ replicas: _, ...shop }) => shop, [1, 0]],
)

test('an edit of one field changes its line, and every other line stays where it is', () => {
  fc.assert(
    fc.property(written, edits, ({ text }, [what, change, [gone, come]]) => {
      const after = edited(text, (design) => withShop(design, change(design.components.shop ?? { kind: 'service' })))
      const [before, now] = [text.split('\n'), after.split('\n')]
      expect(now.length - before.length, `${what} in\n${text}`).toBe(come - gone)
      const head = before.findIndex((line, index) => line !== now[index])
      const tail = before.length - head - gone
      expect(now.slice(now.length - tail), `${what} in\n${text}`).toEqual(before.slice(before.length - tail))
    }),
  )
})

test('an edit and its opposite give the same text again', () => {
  fc.assert(
    fc.property(written, fc.integer({ min: 8, max: 99_999 }), ({ text }, replicas) => {
      const to = (count: number) => (design: Design) => withShop(design, { ...design.components.shop, kind: 'service', replicas: count })
      expect(edited(edited(text, to(replicas)), to(7))).toBe(text)
    }),
  )
})

test('what is equal gives no splice', () => {
  fc.assert(fc.property(written, ({ text }) => void expect(edited(text, (design) => design)).toBe(text)))
})

const list = `connections:
  - { from: a, to: b, protocol: http } # first
  # above the second
  - from: b
    to: c
    protocol: http
  - { from: c, to: d, protocol: http }
`
test.each<[string, (connections: NonNullable<Design['connections']>) => NonNullable<Design['connections']>, string]>([
  [
    'taken out of the middle, but for the comment above it,',
    ([first, , third]) => [first, third].filter((one) => one !== undefined),
    list.replace(/ {2}- from: b[\s\S]*?http\n/, ''),
  ],
  [
    'put in at its place',
    ([first, ...rest]) => [first, { from: 'x', to: 'y', protocol: 'http' as const }, ...rest].filter((one) => one !== undefined),
    list.replace('# first\n', '# first\n  - { from: x, to: y, protocol: http }\n'),
  ],
  [
    'edited',
    (all) => all.map((one) => (one.from === 'b' ? { ...one, optional: true } : one)),
    list.replace('    protocol: http\n', '    protocol: http\n    optional: true\n'),
  ],
])('of a list, the entry that is %s is the only one that is touched', (_, change, wanted) => {
  const head = 'microcosm: 1\ncomponents: {}\n'
  expect(edited(head + list, (design) => ({ ...design, connections: change(design.connections ?? []) }))).toBe(head + wanted)
})
