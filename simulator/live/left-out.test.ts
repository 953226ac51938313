import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { leftOut } from './left-out.ts'

const base: Design = {
  microcosm: 1,
  components: { users: { kind: 'traffic', rate: 1 }, shop: { kind: 'service', name: 'Shop' }, mail: { kind: 'rabbitmq' } },
  connections: [{ from: 'users', to: 'shop', protocol: 'http' }],
}
const left = (components: Record<string, object>, connection: object = {}, more: Partial<Design> = {}) => {
  const design: Design = {
    ...base,
    components: { ...base.components, ...(components as Record<string, Component>) },
    connections: [{ ...base.connections?.[0], ...connection } as Connection],
    ...more,
  }
  return leftOut(design, scenarioOf(design))
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

test('a fault of one of several zones is told', () => {
  const groups: Design['groups'] = { a: { kind: 'zone', members: ['shop', 'mail'] }, b: { kind: 'zone', members: ['shop'] } }
  const kill = (target: string) => ({
    groups,
    scenarios: { steady: { duration: '9s', faults: [{ at: '1s', kind: 'kill' as const, target }] } },
  })
  expect(left({}, {}, kill('a'))).toEqual(['The kill fault on a at 1s strikes all replicas of shop live, in whichever zone.'])
  expect(left({}, {}, kill('shop'))).toEqual([])
})
