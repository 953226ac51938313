import { expect, test } from 'vitest'
import type { Design } from './design.ts'
import { readFragment, writeFragment } from './fragment.ts'

const part: Design = {
  microcosm: 1,
  components: { orders: { kind: 'service', name: 'Orders' }, db: { kind: 'postgres', notes: 'two\nlines' } },
  connections: [{ from: 'orders', to: 'db', protocol: 'postgres', timeout: '1s' }],
  layout: { orders: { x: 0, y: 0 }, db: { x: 200, y: 0 } },
}

test('a part that is written is read as the same part', () => {
  expect(readFragment(writeFragment(part))).toEqual({ design: part, left: undefined })
})

test('sections of a design, and components as the inspector shows them, are read too', () => {
  const sections = writeFragment(part).replace('microcosm: 1\n', '').replaceAll('\n', '\r\n')
  expect(readFragment(sections)).toEqual({ design: part, left: undefined })
  const slice = 'orders:\n  kind: service\n  name: Orders\n'
  expect(readFragment(slice)).toEqual({ design: { microcosm: 1, components: { orders: part.components.orders } }, left: undefined })
})

test('what the schema refuses is left out and told of', () => {
  const read = readFragment('components:\n  orders: { kind: service }\n  db: { kind: nothing-known }\n')
  expect(read).toMatchObject({ design: { components: { orders: { kind: 'service' } } }, left: expect.stringContaining('nothing-known') })
})

test.each(['', 'Dear all,\nthe shop is down: help.', '{', 'a: 1', 'microcosm: 1\ncomponents: {}\n', '- 1\n- 2', '\0'])(
  '%j is no part of a design',
  (text) => {
    expect(readFragment(text)).toEqual({ reason: 'The clipboard holds no components of a design.' })
  },
)
