import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import { leftOut } from './left-out.ts'

const base: Design = {
  microcosm: 1,
  components: { users: { kind: 'traffic', rate: 1 }, shop: { kind: 'service', name: 'Shop' }, mail: { kind: 'rabbitmq' } },
  connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
}
const left = (components: Record<string, object>, connection: object = {}) => {
  const design: Design = {
    ...base,
    components: { ...base.components, ...(components as Record<string, Component>) },
    connections: [{ ...base.connections?.[0], ...connection } as Connection],
  }
  return leftOut(design)
}

test('a design without such fields leaves nothing out', () => {
  expect(left({ users: { kind: 'traffic', rate: 1, batch: 5 } })).toEqual([])
})

test('each field is told once, with all that have it', () => {
  const autoscale = { min: 1, max: 2, target: 0.7 }
  expect(left({ shop: { kind: 'service', name: 'Shop', autoscale }, cart: { kind: 'service', autoscale } })).toEqual([
    'autoscale of Shop, cart is predicted only: live, the number of replicas stays as drawn.',
  ])
  expect(left({ mail: { kind: 'rabbitmq', batch: { size: 3 } } }, { reads: 0.5 })).toEqual([
    'batch of mail is predicted only: live, messages are handed over one by one.',
    'reads of users->shop is predicted only: live, all calls go to the primary.',
  ])
})
