import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../design/design.ts'
import { rateLimitAboveTraffic } from './rate-limit-above-traffic.ts'
import { singlePointOfFailure } from './single-point-of-failure.ts'
import { timeoutsNest } from './timeouts-nest.ts'

/** Limits and timeouts that a kind has without anybody writing them are judged as those that are written. */
function design(components: Record<string, Component>, connections: Partial<Connection>[], more: Partial<Design> = {}): Design {
  return { microcosm: 1, components, connections: connections.map((each) => ({ protocol: 'http', ...each }) as Connection), ...more }
}

const entrance = (rate: number) => ({
  people: { kind: 'traffic', rate },
  api: { kind: 'api-gateway' },
  shop: { kind: 'service', replicas: 99 },
})
const ways = [
  { from: 'people', to: 'api' },
  { from: 'api', to: 'shop' },
]

test('an API Gateway lets 10,000 a second through, and may be told otherwise', () => {
  const found = rateLimitAboveTraffic.check(design(entrance(12_000), ways))
  expect(found).toMatchObject([
    { component: 'api', path: ['components', 'api'], fix: { edits: [{ path: ['components', 'api', 'rateLimit'] }] } },
  ])
  expect(found[0]?.message).toContain('lets 10000/s through')
  expect(rateLimitAboveTraffic.check(design(entrance(9000), ways))).toEqual([])
})

test('a FIFO queue takes 300 a second', () => {
  const components = { people: { kind: 'traffic', rate: 400 }, jobs: { kind: 'sqs', fifo: true } }
  const [found] = rateLimitAboveTraffic.check(design(components, [{ from: 'people', to: 'jobs', protocol: 'sqs' } as Partial<Connection>]))
  expect(found).toMatchObject({ component: 'jobs', message: expect.stringContaining('lets 300/s through') })
})

test('who waits longer than an API Gateway does, waits for nobody', () => {
  const components = { ...entrance(10), db: { kind: 'postgres' } }
  const [found] = timeoutsNest.check(design(components, [...ways, { from: 'shop', to: 'db', protocol: 'postgres', timeout: '60s' }]))
  expect(found?.message).toBe('shop->db waits 60s, when api->shop has given up after 30s.')
})

test('a read replica of RDS is nobody who takes over', () => {
  const scenarios = { day: { duration: '60s', objectives: [{ metric: 'availability' as const, above: 99 }] } }
  const db = (more: object): Design =>
    design(
      { people: { kind: 'traffic', rate: 1 }, db: { kind: 'rds-postgres', readReplicas: 1, ...more } },
      [{ from: 'people', to: 'db', protocol: 'postgres' }],
      { scenarios } as Partial<Design>,
    )
  const found = singlePointOfFailure.check(db({}))
  expect(found).toMatchObject([{ component: 'db', message: expect.stringContaining('a primary that nothing takes over from') }])
  expect(singlePointOfFailure.check(db({ multiAz: true }))).toEqual([])
})
