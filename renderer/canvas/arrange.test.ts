import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
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
