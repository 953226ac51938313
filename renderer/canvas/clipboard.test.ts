import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { cardSize } from '../../app/drawing/card-size.ts'
import { pasteInto, takeCopy } from './clipboard.ts'

const design: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service' }, db: { kind: 'postgres' }, 'orders-2': { kind: 'service' } },
  connections: [
    { from: 'orders', to: 'db', protocol: 'postgres' },
    { from: 'orders-2', to: 'db', protocol: 'postgres' },
  ],
}
const positions = { orders: { x: 0, y: 0 }, db: { x: 264, y: 8 } }
const aside: Design = {
  microcosm: 1,
  components: {
    api: { kind: 'service', name: 'API' },
    cache: { kind: 'redis', name: 'Cache' },
    db: { kind: 'postgres', name: 'DB 2' },
    jobs: { kind: 'rabbitmq', deadLetter: 'dead' },
    dead: { kind: 'rabbitmq' },
  },
  connections: [
    { from: 'api', to: 'cache', protocol: 'redis' },
    { from: 'api', to: 'db', protocol: 'postgres', onMiss: 'cache' },
  ],
  groups: { shop: { members: ['api', 'cache'] } },
}
const besides = { by: { x: 32, y: 32 } }

test('copies get free ids and keep the connections among themselves', () => {
  const pasted = pasteInto(design, takeCopy(design, ['orders', 'db'], positions), besides)
  expect(pasted.ids).toEqual(['orders-3', 'db-2'])
  expect(pasted.design.connections?.at(-1)).toEqual({ from: 'orders-3', to: 'db-2', protocol: 'postgres' })
  expect(pasted.design.connections).toHaveLength(3)
  expect(pasted.design.layout).toEqual({ 'orders-3': { x: 32, y: 32 }, 'db-2': { x: 296, y: 40 } })
})

test('a component pasted after it was cut gets its own id, name and place in its group back', () => {
  const copy = takeCopy(aside, ['api'], { api: { x: 0, y: 0 } })
  const { api: _, ...components } = aside.components
  const pasted = pasteInto({ ...aside, components, connections: [], groups: { shop: { members: ['cache'] } } }, copy, besides)
  expect(pasted.ids).toEqual(['api'])
  expect(pasted.design.components.api?.name).toBe('API')
  expect(pasted.design.groups).toEqual({ shop: { members: ['cache', 'api'] } })
})

test('the original is not changed by what is done to the copy', () => {
  const pasted = pasteInto(design, takeCopy(design, ['orders'], positions), besides)
  expect(pasted.design.components['orders-3']).toEqual({ kind: 'service' })
  expect(pasted.design.components['orders-3']).not.toBe(design.components.orders)
})

test('what a copy names is the copy where that was copied, too', () => {
  const all = pasteInto(aside, takeCopy(aside, Object.keys(aside.components), {}), besides).design
  expect(all.connections?.at(-1)).toEqual({ from: 'api-2', to: 'db-2', protocol: 'postgres', onMiss: 'cache-2' })
  expect(all.components['jobs-2']?.deadLetter).toBe('dead-2')
})

test('what was not copied is named only where that is still right', () => {
  const some = pasteInto(aside, takeCopy(aside, ['api', 'db', 'jobs'], {}), besides).design
  expect(some.connections?.at(-1)).toEqual({ from: 'api-2', to: 'db-2', protocol: 'postgres' })
  expect(some.components['jobs-2']?.deadLetter).toBe('dead')
  const elsewhere = pasteInto({ microcosm: 1, components: {} }, takeCopy(aside, ['jobs'], {}), besides).design
  expect(elsewhere.components).toEqual({ jobs: { kind: 'rabbitmq' } })
  expect(elsewhere.connections).toBeUndefined()
})

test('a copy has a name of its own and stands in the groups of the original', () => {
  const copy = takeCopy(aside, ['api', 'db'], {})
  const once = pasteInto(aside, copy, besides).design
  const twice = pasteInto(once, copy, besides).design
  expect(['api-2', 'db-2', 'api-3', 'db-3'].map((id) => twice.components[id]?.name)).toEqual(['API 2', 'DB 3', 'API 3', 'DB 4'])
  expect(twice.groups?.shop?.members).toEqual(['api', 'cache', 'api-2', 'api-3'])
})

test('pasted at a point, the middle of the copies is there, on the grid and on no other card', () => {
  const copy = takeCopy(design, ['orders', 'db'], positions)
  const at = { x: 1000, y: 500 }
  const once = pasteInto(design, copy, { at })
  const [left, right] = once.ids.map((id) => once.design.layout?.[id] ?? { x: Number.NaN, y: Number.NaN })
  expect(Math.abs(((left?.x ?? 0) + (right?.x ?? 0) + cardSize.width) / 2 - at.x)).toBeLessThanOrEqual(4)
  expect(Math.abs(((left?.y ?? 0) + (right?.y ?? 0) + cardSize.height) / 2 - at.y)).toBeLessThanOrEqual(4)
  for (const place of [left, right]) expect([(place?.x ?? 0) % 8, (place?.y ?? 0) % 8]).toEqual([0, 0])
  const again = pasteInto(once.design, copy, { at })
  const moved = again.design.layout?.[again.ids[0] ?? '']
  expect(moved).toEqual({ x: (left?.x ?? 0) + 32, y: (left?.y ?? 0) + 32 })
})
