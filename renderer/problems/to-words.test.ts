import { expect, test } from 'vitest'
import type { Design } from '../../app/design/design.ts'
import { toWords } from './to-words.ts'

const design: Design = {
  microcosm: 1,
  components: {
    traffic: { kind: 'traffic', name: 'Shoppers' },
    queue: { kind: 'queue', name: 'Parcels' },
    orders: { kind: 'service', name: 'Orders' },
    'service-4': { kind: 'service', name: 'Payments' },
    bare: { kind: 'service' },
  },
}

test.each([
  ['service-4 cannot call orders over http.', 'service-4->orders', 'Payments cannot call Orders over http.'],
  ['The traffic of traffic goes nowhere.', 'traffic', 'The traffic of Shoppers goes nowhere.'],
  ['orders.replicas must be at most 1000, not 2000.', 'orders', 'replicas of Orders must be at most 1000, not 2000.'],
  ['orders->service-4.timeout is too short.', 'orders->service-4', 'timeout of Orders → Payments is too short.'],
  ['bare->orders waits for orders.', 'bare->orders', 'bare → Orders waits for Orders.'],
  ['Nothing consumes from queue; its queue fills up.', 'queue', 'Nothing consumes from Parcels; its queue fills up.'],
  [
    'The dead letters of queue go to "orders", which is no broker.',
    'queue',
    'The dead letters of Parcels go to Orders, which is no broker.',
  ],
  ['Write `mode: async` into the connection to orders.', 'bare', 'Write mode: async into the connection to orders.'],
  ['It takes orders from service-4 to ./orders/queue.yaml.', 'bare', 'It takes orders from Payments to ./orders/queue.yaml.'],
  [
    'The connection orders->gone ends at "gone", which is no component.',
    'orders->gone',
    'The connection orders->gone ends at "gone", which is no component.',
  ],
])('%s', (said, about, shown) => {
  const problem = about.includes('->') ? { connection: about } : { component: about }
  expect(toWords(said, problem, design)).toBe(shown)
})
