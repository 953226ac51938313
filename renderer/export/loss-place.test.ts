import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { placeOfLoss } from './loss-place.ts'

const design: Design = {
  microcosm: 1,
  components: { gateway: { kind: 'nginx' }, orders: { kind: 'service' } },
  connections: [{ from: 'gateway', to: 'orders', protocol: 'http' }],
}

test.each([
  ['orders', { component: 'orders' }],
  ['orders.autoscale', { component: 'orders' }],
  ['components.orders.autoscale', { component: 'orders' }],
  ['gateway->orders', { connection: 'gateway->orders' }],
  ['gateway->orders.retries', { connection: 'gateway->orders' }],
  ['scenarios.rush', undefined],
  ['orders->gateway', undefined],
  ['constructor', undefined],
])('a loss at %s is about %j', (where, place) => {
  expect(placeOfLoss(where, design)).toEqual(place)
})
