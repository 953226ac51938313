import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { behaviourKey } from './behaviour-key.ts'

const design: Design = {
  microcosm: 1,
  name: 'Shop',
  components: { orders: { kind: 'service', name: 'Orders', replicas: 2 } },
  scenarios: { rush: { duration: '10m' }, calm: { duration: '1m' } },
}

test.each<[string, Partial<Design>, boolean]>([
  ['the layout', { layout: { orders: { x: 1, y: 2 } } }, true],
  ['the design’s name', { name: 'Store' }, true],
  ['a component’s name, team and notes', { components: { orders: { kind: 'service', name: 'O', team: 'a', replicas: 2 } } }, true],
  ['another scenario', { scenarios: { rush: { duration: '10m' } } }, true],
  ['a parameter', { components: { orders: { kind: 'service', replicas: 3 } } }, false],
  ['the scenario that ran', { scenarios: { rush: { duration: '9m' } } }, false],
  ['a connection', { connections: [{ from: 'orders', to: 'orders', protocol: 'http' }] }, false],
])('changing %s', (_, change, alike) => {
  expect(behaviourKey({ ...design, ...change }, 'rush') === behaviourKey(design, 'rush')).toBe(alike)
})

test('a component called name is not taken for a name', () => {
  const named = (replicas: number): Design => ({ microcosm: 1, components: { name: { kind: 'service', replicas } } })
  expect(behaviourKey(named(1), null)).not.toBe(behaviourKey(named(2), null))
})

test('how a group is drawn is nothing that a run sees', () => {
  const grouped = (drawn: object): Design => ({ ...design, groups: { shop: { members: ['orders'], ...drawn } } })
  expect(behaviourKey(grouped({ collapsed: true, area: { x: 0, y: 0, width: 9, height: 9 } }), null)).toBe(behaviourKey(grouped({}), null))
  expect(behaviourKey(grouped({ kind: 'zone' }), null)).not.toBe(behaviourKey(grouped({}), null))
})
