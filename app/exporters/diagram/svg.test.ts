import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { routeBetween } from '../../drawing/edge-route.ts'
import { arbitrarySoundDesign, awkwardText } from '../fixtures/arbitrary-sound-design.ts'
import { oneOfEachKind } from '../fixtures/one-of-each-kind.ts'
import { checkXml } from './fixtures/check-xml.ts'
import { toSvg } from './svg.ts'
import { fitText, textWidth } from './text-width.ts'

const shop: Design = {
  microcosm: 1,
  name: 'Shop',
  components: {
    people: { kind: 'traffic', rate: 1 },
    orders: { kind: 'service', name: 'Orders & <more>', replicas: 3 },
    db: { kind: 'postgres' },
  },
  connections: [
    { from: 'people', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'db', protocol: 'postgres', mode: 'async' },
  ],
  groups: { inside: { name: 'Inside', members: ['orders', 'db'] } },
  layout: { people: { x: 0, y: 0 }, orders: { x: 300, y: 0 } },
}

describe('the picture of a design', () => {
  const svg = toSvg(shop)

  test('shows every component, connection and boundary, placed by the design or beside it', () => {
    expect([...svg.matchAll(/data-component="(\w+)"/g)].map(([, id]) => id)).toEqual(['people', 'orders', 'db'])
    expect([...svg.matchAll(/data-connection="([^"]+)"/g)].map(([, id]) => id)).toEqual(['people-&gt;orders', 'orders-&gt;db'])
    expect(svg).toContain('>Orders &amp; &lt;more&gt;</text>')
    expect(svg).toContain('>Inside</text>')
    expect(svg.match(/class="pip"/g)).toHaveLength(4)
  })

  test('draws dashed what nobody waits for: what says so, and what a broker delivers', () => {
    const events: Design = {
      ...shop,
      components: { ...shop.components, events: { kind: 'kafka' } },
      connections: [
        { from: 'people', to: 'orders', protocol: 'http' },
        { from: 'events', to: 'orders', protocol: 'kafka' },
      ],
    }
    const titles = [...toSvg(events).matchAll(/<title>([^<]+)<\/title>\s*<path class="line"([^>]*)/g)]
    expect(titles.map(([, title, path]) => [title, path?.includes('stroke-dasharray')])).toEqual([
      ['people to Orders &amp; &lt;more&gt; over http', false],
      ['events to Orders &amp; &lt;more&gt; over kafka, asynchronous', true],
    ])
  })

  test('follows the reader into the dark', () => {
    expect(svg).toMatch(/\.ground\{fill:#f5f6f8\}.*@media \(prefers-color-scheme:dark\)\{\.ground\{fill:#0e1116\}/)
  })

  test('explains dashes where there are some, and only there', () => {
    expect(svg).toContain('>asynchronous</text>')
    expect(toSvg({ ...shop, connections: [] })).not.toContain('asynchronous')
  })

  test('takes the places it is given before those of the design', () => {
    expect(toSvg(shop, { people: { x: 1000, y: 0 } })).toContain('x="1000.5"')
  })

  test('is the same each time', () => {
    expect(toSvg(oneOfEachKind())).toBe(toSvg(oneOfEachKind()))
  })

  test('of nothing is a picture of its name', () => {
    expect(checkXml(toSvg({ microcosm: 1, name: 'Empty', components: {} }))).toBeUndefined()
  })
})

test.each([
  ['<a>', 'without an end'],
  ['<a></b>', 'an end without its beginning'],
  ['<a b="1" b="2"/>', 'an attribute twice'],
  ['<a b="&x"/>', 'an ampersand'],
  ['<a>\u0000</a>', 'a character'],
  ['<a/><a/>', '2 roots'],
])('the check of XML refuses %j', (text, reason) => {
  expect(checkXml(text)).toContain(reason)
})

test('any design is well-formed XML', () => {
  fc.assert(
    fc.property(arbitrarySoundDesign, (design) => {
      expect(checkXml(toSvg(design))).toBeUndefined()
    }),
    { numRuns: 200 },
  )
})

test('no text is wider than its place', () => {
  fc.assert(
    fc.property(
      awkwardText,
      fc.constantFrom(11, 12, 13),
      fc.constantFrom(400 as const, 500 as const, 600 as const),
      (text, size, weight) => {
        expect(textWidth(fitText(text, size, weight, 120), size, weight)).toBeLessThanOrEqual(120)
      },
    ),
  )
})

test.each([
  ['Orders', 'Orders'],
  ['A name that is far too long for its card', 'A name that is far too…'],
])('%j is drawn as %j', (name, shown) => {
  expect(fitText(name, 13, 600, 148)).toBe(shown)
})

describe('the line of a connection', () => {
  test('is a curve to the right', () => {
    expect(routeBetween({ x: 0, y: 0 }, { x: 400, y: 100 }).path).toBe('M208 46C299.5 46 299.5 146 391 146')
  })

  test.each([
    ['up', { x: 0, y: 300 }, { x: 0, y: 0 }, 102],
    ['down', { x: 0, y: 0 }, { x: 0, y: 300 }, 290],
    ['in the same row', { x: 600, y: 0 }, { x: 0, y: 20 }, 122],
  ])('that leads back %s passes beside the cards', (_, source, target, between) => {
    const { reach } = routeBetween(source, target)
    expect(reach.map(({ y }) => y).slice(1, 3)).toEqual([between, between])
    expect(reach[0]?.x).toBe(source.x + 226)
    expect(reach[2]?.x).toBe(target.x - 27)
  })
})
