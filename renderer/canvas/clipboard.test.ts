import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { pasteInto, takeCopy } from './clipboard.ts'

const design: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service' }, db: { kind: 'postgres' }, 'orders-2': { kind: 'service' } },
  connections: [
    { from: 'orders', to: 'db', protocol: 'postgres' },
    { from: 'orders-2', to: 'db', protocol: 'postgres' },
  ],
}
const positions = { orders: { x: 0, y: 0 }, db: { x: 260, y: 8 } }

test('copies get free ids and keep the connections among themselves', () => {
  const pasted = pasteInto(design, takeCopy(design, ['orders', 'db'], positions), 32)
  expect(pasted.ids).toEqual(['orders-3', 'db-2'])
  expect(pasted.design.connections?.at(-1)).toEqual({ from: 'orders-3', to: 'db-2', protocol: 'postgres' })
  expect(pasted.design.connections).toHaveLength(3)
  expect(pasted.design.layout).toEqual({ 'orders-3': { x: 32, y: 32 }, 'db-2': { x: 292, y: 40 } })
})

test('a component pasted after it was cut gets its own id back', () => {
  const copy = takeCopy(design, ['db'], positions)
  const { db: _, ...components } = design.components
  expect(pasteInto({ ...design, components, connections: [] }, copy, 32).ids).toEqual(['db'])
})

test('the original is not changed by what is done to the copy', () => {
  const pasted = pasteInto(design, takeCopy(design, ['orders'], positions), 32)
  expect(pasted.design.components['orders-3']).toEqual({ kind: 'service' })
  expect(pasted.design.components['orders-3']).not.toBe(design.components.orders)
})
