import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowedProtocols } from './allowed-protocols.ts'
import { changeId, checkId } from './change-id.ts'
import type { Design } from './design.ts'
import { addComponent, connect, disconnect, moveComponents, removeComponents, rename, setGroup, setParameter } from './edit.ts'
import { arbitraryDesign } from './fixtures/arbitrary-design.ts'

const shop: Design = {
  microcosm: 1,
  components: {
    shoppers: { kind: 'traffic', rate: 5 },
    orders: { kind: 'service', work: { time: '4ms' } },
    'orders-db': { kind: 'postgres' },
    mail: { kind: 'rabbitmq' },
  },
  connections: [
    { from: 'shoppers', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'orders-db', protocol: 'postgres' },
  ],
  groups: { all: { members: ['orders', 'orders-db'] } },
  scenarios: {
    bad: {
      duration: '1m',
      traffic: [
        { at: '0s', scale: 1 },
        { at: '9s', scale: 2, source: 'shoppers' },
      ],
      faults: [
        { kind: 'kill', at: '5s', target: 'orders' },
        { kind: 'latency', at: '5s', target: 'orders->orders-db', add: '9ms' },
        { kind: 'pause', at: '5s', target: 'all' },
      ],
      objectives: [
        { component: 'orders', metric: 'utilisation', below: 0.8 },
        { metric: 'p99', below: '1s' },
      ],
    },
  },
  layout: { orders: { x: 1, y: 2 } },
}

describe('edits', () => {
  test('a new component gets a free id, what its kind starts with, and its place', () => {
    const first = addComponent(shop, 'service', { x: 10.4, y: 20.6 })
    const second = addComponent(first.design, 'service', { x: 0, y: 0 })
    expect([first.id, second.id]).toEqual(['service', 'service-2'])
    expect(first.design.components.service).toMatchObject({ kind: 'service', replicas: 1 })
    expect(first.design.layout?.service).toEqual({ x: 10, y: 21 })
    expect(() => addComponent(shop, 'teapot', { x: 0, y: 0 })).toThrow(RangeError)
  })

  test('a removed component takes all that names it along', () => {
    const after = removeComponents(shop, ['orders'])
    expect(JSON.stringify(after)).not.toMatch(/"orders"|orders->/)
    expect(after.scenarios?.bad?.faults).toEqual([{ kind: 'pause', at: '5s', target: 'all' }])
    expect(after.groups?.all?.members).toEqual(['orders-db'])
    expect(after.connections).toEqual([])
  })

  test('a removed or renamed cache or dead-letter queue is so where it is named', () => {
    const design: Design = {
      microcosm: 1,
      components: {
        shop: { kind: 'service' },
        cache: { kind: 'redis' },
        sales: { kind: 'rabbitmq', deadLetter: 'mail' },
        mail: { kind: 'rabbitmq' },
      },
      connections: [{ from: 'shop', to: 'store', protocol: 'postgres', onMiss: 'cache' }],
    }
    const renamed = changeId(changeId(design, 'cache', 'redis'), 'mail', 'dead-mail')
    expect([renamed.connections?.[0]?.onMiss, renamed.components.sales?.deadLetter]).toEqual(['redis', 'dead-mail'])
    const removed = removeComponents(design, ['cache', 'mail'])
    expect(removed.connections).toEqual([{ from: 'shop', to: 'store', protocol: 'postgres' }])
    expect(removed.components.sales).toEqual({ kind: 'rabbitmq' })
  })

  test('a removed connection takes its faults along, a removed group too', () => {
    expect(disconnect(shop, 'orders', 'orders-db').scenarios?.bad?.faults?.map(({ target }) => target)).toEqual(['orders', 'all'])
    expect(setGroup(shop, 'all', undefined).scenarios?.bad?.faults?.map(({ target }) => target)).toEqual(['orders', 'orders->orders-db'])
  })

  test('another id reaches every place that names the component', () => {
    const after = changeId(shop, 'orders', 'sales')
    expect(JSON.stringify(after)).not.toMatch(/"orders"|orders->/)
    expect(Object.keys(after.components)).toEqual(['shoppers', 'sales', 'orders-db', 'mail'])
    expect(after.scenarios?.bad?.faults?.[1]?.target).toBe('sales->orders-db')
    expect(after.scenarios?.bad?.objectives?.[0]?.component).toBe('sales')
    expect(after.layout).toEqual({ sales: { x: 1, y: 2 } })
    const crowd = changeId(shop, 'shoppers', 'crowd').scenarios?.bad?.traffic
    expect(crowd).toEqual([
      { at: '0s', scale: 1 },
      { at: '9s', scale: 2, source: 'crowd' },
    ])
    expect(removeComponents(shop, ['shoppers']).scenarios?.bad?.traffic).toEqual([{ at: '0s', scale: 1 }])
    expect(checkId(shop, 'orders', 'mail')).toBe('There is a component "mail" already.')
    expect(changeId(shop, 'orders', 'mail')).toBe(shop)
  })

  test('a value is set and taken away by its path, empty maps with it', () => {
    expect(setParameter(shop, ['components', 'orders', 'work', 'cv'], 2).components.orders?.work).toEqual({ time: '4ms', cv: 2 })
    expect(setParameter(shop, ['components', 'orders', 'work', 'time'], undefined).components.orders).toEqual({ kind: 'service' })
    expect(setParameter(shop, ['connections', 'orders->orders-db', 'calls'], 2).connections?.[1]).toMatchObject({
      to: 'orders-db',
      calls: 2,
    })
    expect(setParameter(shop, ['connections', 'nobody->orders', 'calls'], 2)).toBe(shop)
    expect(rename(shop, 'orders', '  Orders ').components.orders?.name).toBe('Orders')
    expect(moveComponents(shop, { ghost: { x: 1, y: 1 } })).toBe(shop)
  })

  test('drawing a connection again changes its protocol', () => {
    expect(connect(shop, 'orders', 'orders-db', 'http').connections).toHaveLength(2)
    expect(connect(shop, 'orders', 'mail', 'amqp').connections?.[2]).toEqual({ from: 'orders', to: 'mail', protocol: 'amqp' })
  })

  test('no edit leaves a name that stands for nothing, or changes the design it was given', () => {
    fc.assert(
      fc.property(arbitraryDesign, fc.constantFrom('a', 'orders', 'gateway-2'), (design, id) => {
        const before = JSON.stringify(design)
        expect(namesOf(removeComponents(design, [id]))).not.toContain(id)
        const renamed = changeId(design, id, 'brand-new')
        if (renamed !== design) expect(namesOf(renamed)).not.toContain(id)
        expect(JSON.stringify(design)).toBe(before)
      }),
    )
  })
})

/** Every id that a design mentions, outside the keys of its groups and scenarios. */
function namesOf(design: Design): string[] {
  const scenarios = Object.values(design.scenarios ?? {})
  return [
    ...Object.keys(design.components),
    ...Object.keys(design.layout ?? {}),
    ...(design.connections ?? []).flatMap(({ from, to }) => [from, to]),
    ...Object.values(design.groups ?? {}).flatMap(({ members }) => members),
    ...scenarios.flatMap(({ faults = [] }) => faults.flatMap(({ target }) => target.split('->'))),
  ]
}

describe('what can be connected', () => {
  test.each<[string, string, string[], RegExp?]>([
    ['shoppers', 'orders', ['http', 'grpc', 'tcp']],
    ['orders', 'orders-db', ['postgres']],
    ['orders', 'mail', ['amqp']],
    ['mail', 'orders', ['amqp']],
    ['shoppers', 'orders-db', [], /PostgreSQL answers postgres/],
    ['orders-db', 'orders', [], /calls nobody/],
    ['orders', 'shoppers', [], /nothing can call it/],
    ['orders', 'orders', [], /itself/],
  ])('%s to %s', (from, to, protocols, reason) => {
    const answer = allowedProtocols(shop, from, to)
    expect(answer.protocols).toEqual(protocols)
    if (reason) expect(answer.reason).toMatch(reason)
  })

  test.each<[string, string, string[]]>([
    ['service', 'kafka', ['kafka']],
    ['kafka', 'function', ['kafka']],
    ['kafka', 'kafka', []],
    ['rabbitmq', 'kafka', []],
    ['topic', 'queue', ['sns']],
    ['queue', 'topic', []],
    ['topic', 'topic', ['sns']],
    ['service', 'mariadb', ['mysql']],
    ['function', 'valkey', ['redis']],
  ])('a %s to a %s', (from, to, protocols) => {
    const two: Design = { microcosm: 1, components: { a: { kind: from }, b: { kind: to } } }
    expect(allowedProtocols(two, 'a', 'b').protocols).toEqual(protocols)
  })

  test('two services exchange messages through a broker only', () => {
    const two: Design = { microcosm: 1, components: { a: { kind: 'service' }, b: { kind: 'service' } } }
    expect(allowedProtocols(two, 'a', 'b').protocols).toEqual(['http', 'grpc', 'tcp'])
  })
})
