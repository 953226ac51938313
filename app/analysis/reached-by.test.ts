import { expect, test } from 'vitest'
import type { Design } from '../design/design.ts'
import { reachedBy } from './reached-by.ts'

const service = { kind: 'service' }
const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 1, journeys: { browse: 1, buy: 1 } },
    robots: { kind: 'traffic', rate: 1, journeys: { crawl: 1 } },
    gateway: service,
    catalogue: service,
    orders: service,
    mail: service,
  },
  connections: [
    { from: 'people', to: 'gateway', protocol: 'http' },
    { from: 'robots', to: 'catalogue', protocol: 'http' },
    { from: 'gateway', to: 'catalogue', protocol: 'http', calls: { browse: 1 } },
    { from: 'gateway', to: 'orders', protocol: 'http', calls: { buy: 1 } },
    { from: 'orders', to: 'mail', protocol: 'http' },
    { from: 'mail', to: 'orders', protocol: 'http' },
  ],
}

test.each([
  [{ journey: 'browse' }, ['people', 'gateway', 'catalogue']],
  [{ journey: 'buy' }, ['people', 'gateway', 'orders', 'mail']],
  [{ journey: 'crawl' }, ['robots', 'catalogue']],
  [{ component: 'orders' }, ['orders', 'mail']],
  [{}, ['people', 'gateway', 'catalogue', 'orders', 'mail', 'robots']],
])('%o goes through %j', (objective, expected) => {
  expect([...reachedBy(design, objective)]).toEqual(expected)
})
