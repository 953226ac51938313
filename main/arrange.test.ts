import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Design, Position } from '../app/design/design.ts'
import { toBoundary } from '../app/drawing/boundary.ts'
import { cardSize } from '../app/drawing/card-size.ts'
import { arbitrarySoundDesign } from '../app/exporters/fixtures/arbitrary-sound-design.ts'
import { arrange } from './arrange.ts'

const design: Design = {
  microcosm: 1,
  components: { shop: { kind: 'traffic' }, orders: { kind: 'service' }, stock: { kind: 'service' }, db: { kind: 'postgres' } },
  connections: [
    { from: 'shop', to: 'orders', protocol: 'http' },
    { from: 'shop', to: 'stock', protocol: 'http' },
    { from: 'orders', to: 'db', protocol: 'postgres' },
    { from: 'orders', to: 'nowhere', protocol: 'http' },
  ],
}

test('callers stand left of what they call, nothing overlaps, everything is on the grid', async () => {
  const places = await arrange(design)
  const at = (id: string) => places[id] ?? { x: Number.NaN, y: Number.NaN }
  expect(Object.keys(places).sort()).toEqual(['db', 'orders', 'shop', 'stock'])
  expect(at('shop').x + cardSize.width).toBeLessThan(at('orders').x)
  expect(at('orders').x + cardSize.width).toBeLessThan(at('db').x)
  expect(Math.abs(at('orders').y - at('stock').y)).toBeGreaterThanOrEqual(cardSize.height)
  for (const { x, y } of Object.values(places)) expect([x % 8, y % 8]).toEqual([0, 0])
})

test('boundaries hold what is theirs and nothing else, however they are nested', async () => {
  const groups = { vpc: { members: ['zone', 'orders', 'vpc'] }, zone: { members: ['db', 'nowhere'] }, empty: { members: [] } }
  const places = await arrange({ ...design, groups })
  expect(Object.keys(places).sort()).toEqual(['db', 'orders', 'shop', 'stock'])
  const isWithin = (id: string, group: string) => {
    const [at, box] = [places[id], toBoundary(group, groups, places)]
    if (!at || !box) return expect.fail(`no place for ${id} or ${group}`)
    return at.x < box.x + box.width && at.x + cardSize.width > box.x && at.y < box.y + box.height && at.y + cardSize.height > box.y
  }
  const ids = Object.keys(places).sort()
  expect(ids.filter((id) => isWithin(id, 'vpc'))).toEqual(['db', 'orders'])
  expect(ids.filter((id) => isWithin(id, 'zone'))).toEqual(['db'])
})

test('any design is arranged with no card on another', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySoundDesign, async (any) => {
      const places = await arrange(any)
      const cards = Object.values(places)
      expect(Object.keys(places).sort()).toEqual(Object.keys(any.components).sort())
      const isOn = (a: Position, b: Position) => Math.abs(a.x - b.x) < cardSize.width && Math.abs(a.y - b.y) < cardSize.height
      expect(cards.filter((card, index) => cards.some((other, at) => at < index && isOn(card, other)))).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('a design of a thousand components is arranged too, and the same each time', async () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`)
  const components = Object.fromEntries(ids.map((id) => [id, { kind: 'service' }]))
  const connections = ids.flatMap((from, index) =>
    [3, 41, 977].map((step) => ({ from, to: `s${(index * step + 7) % 1000}`, protocol: 'http' as const })),
  )
  const large: Design = { microcosm: 1, components, connections }
  const places = await arrange(large)
  expect(Object.keys(places)).toHaveLength(1000)
  expect(new Set(Object.values(places).map(({ x, y }) => `${x},${y}`)).size).toBe(1000)
  expect(await arrange(large)).toEqual(places)
})
