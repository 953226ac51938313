import { expect, test } from 'vitest'
import type { Component, Connection, Design } from '../../app/design/design.ts'
import { predictedOnly } from '../../app/run/predicted-only.ts'
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
  // Its container says itself that it throttles nothing.
  expect(left({ table: { kind: 'dynamodb', partitions: 3 } })).toEqual([])
})

test('what a run does itself is left out by a Compose file alone', () => {
  const shop = { kind: 'service', autoscale: { min: 1, max: 2, target: 0.7 } }
  expect(left({ shop })).toEqual([])
  expect(predictedOnly({ microcosm: 1, components: { shop } }, 'compose').map(({ field }) => field)).toEqual(['autoscale'])
})

test('what stubs do is left out where another image stands, at the component or at the caller', () => {
  const shop = { kind: 'service', rateLimit: { rate: 5, burst: 1 }, queueTimeout: '1s' }
  expect(left({ shop }, { hedge: { after: '10ms' }, pool: { size: 3 } })).toEqual([])
  const own = { ...base, components: { ...base.components, shop: { ...shop, image: 'example/own:1' } as Component } }
  const hedged: Connection = { from: 'shop', to: 'mail', protocol: 'amqp', hedge: { after: '10ms' } }
  expect(leftOut({ ...own, connections: [...(base.connections ?? []), hedged] }).map((told) => told.split(' is ')[0])).toEqual([
    'queueTimeout of shop',
    'rateLimit of shop',
    'hedge of shop->mail',
  ])
})

test('a rate that replicas share is told of where their number changes', () => {
  const scaled = { kind: 'service', name: 'Shop', rateLimit: { rate: 5, burst: 1 }, autoscale: { min: 1, max: 4, target: 0.7 } }
  const told = 'each replica lets through its part of the rate for as many as there are at first, and more replicas let more through.'
  expect(left({ shop: scaled })).toEqual([`rateLimit of Shop is predicted only: live, ${told}`])
  const calls: Connection = { from: 'shop', to: 'mail', protocol: 'amqp', rateLimit: { rate: 5, burst: 1 } }
  const { rateLimit: _limit, ...open } = scaled
  expect(leftOut({ ...base, components: { ...base.components, shop: open as Component }, connections: [calls] })).toEqual([
    `rateLimit of shop->mail is predicted only: live, ${told}`,
  ])
  // The number of replicas that Compose runs stays.
  expect(predictedOnly({ microcosm: 1, components: { shop: scaled } }, 'compose').map(({ field }) => field)).toEqual(['autoscale'])
})

test('a cache is kept by stubs that call it over Redis, one fetch for each miss', () => {
  const keep = (cache: object) =>
    leftOut({
      ...base,
      components: { ...base.components, cache: { kind: 'redis', cache } as Component, db: { kind: 'postgres' } },
      connections: [
        ...(base.connections ?? []),
        { from: 'shop', to: 'cache', protocol: 'redis' },
        { from: 'shop', to: 'db', protocol: 'postgres', onMiss: 'cache' },
      ],
    }).map((told) => told.split(' is ')[0])
  expect(keep({ keys: 10, ttl: '1s' })).toEqual([])
  expect(keep({ keys: 10, coalesce: true })).toEqual(['cache of cache', 'onMiss of shop->db'])
})

test('each field is told once, with all that have it', () => {
  const own = { kind: 'service', image: 'example/own:1', discipline: 'lifo' }
  expect(left({ shop: { ...own, name: 'Shop' }, cart: own })).toEqual([
    'discipline of Shop, cart is predicted only: live, the first in line is served first.',
  ])
  expect(left({ mail: { kind: 'rabbitmq', batch: { size: 3 } } }, { reads: 0.5 })).toEqual([
    'batch of mail is predicted only: live, messages are handed over one by one.',
    'reads of users->shop is predicted only: live, all calls go to the primary.',
  ])
})
