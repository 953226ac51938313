import { expect, test } from 'vitest'
import type { Connection, Design } from '../design/design.ts'
import { toContainerContext, toContainerPlan } from './container-context.ts'
import { toJourneyRoutes } from './forwarding.ts'
import { toHaproxyConfig } from './haproxy-config.ts'
import { toTraefikRunConfig } from './traefik-config.ts'

const design: Design = {
  microcosm: 1,
  components: {
    people: { kind: 'traffic', rate: 5, journeys: { browse: 3, order: 1 } },
    edge: { kind: 'haproxy' },
    orders: { kind: 'service', replicas: 3 },
    catalogue: { kind: 'service' },
  },
  connections: [
    { from: 'people', to: 'edge', protocol: 'http', path: { browse: '/b', order: "/it's" } },
    {
      from: 'edge',
      to: 'orders',
      protocol: 'http',
      calls: { order: 3, browse: 0.25 },
      timeout: '0.5s',
      retries: { attempts: 2 },
      breaker: { failures: 0.5, window: '10s', openFor: '5s' },
    },
    { from: 'edge', to: 'catalogue', protocol: 'http', calls: { browse: 0.5, order: 1 }, balance: 'least-connections' },
  ],
}
const address = ({ to }: Connection) => ({ host: to, port: 8080 })
const context = toContainerContext(design, 'edge', { secret: String, address, callers: 'simulation' })

test('a journey is spread by its calls; below one in all a rest is left, above one they are weights', () => {
  const routes = toJourneyRoutes(context).map(({ journey, paths, shares }) => [
    journey,
    paths,
    Object.fromEntries(shares.map(({ connection, share }) => [connection.to, share])),
  ])
  expect(routes).toEqual([
    ['browse', ['/b'], { orders: 0.25, catalogue: 0.5 }],
    ['order', ["/it's"], { orders: 0.75, catalogue: 0.25 }],
    ['default', [], {}],
  ])
})

test('HAProxy rolls a die for each request and has a backend for each connection', () => {
  const lines = toHaproxyConfig(context, 64, 2)
    .split('\n')
    .map((line) => line.trim())
  expect(lines).toEqual(
    expect.arrayContaining([
      'maxconn 64',
      'nbthread 2',
      `http-request set-var(txn.journey) str('order') if !{ var(txn.journey) -m found } { path,url_dec -m str '/it'\\''s' }`,
      "http-request set-var(txn.journey) str('default') unless { var(txn.journey) -m found }",
      "use_backend to_orders if { var(txn.journey) -m str 'browse' } { var(txn.roll) -m int lt 2500 }",
      "use_backend to_catalogue if { var(txn.journey) -m str 'browse' } { var(txn.roll) -m int lt 7500 }",
      "use_backend to_catalogue if { var(txn.journey) -m str 'order' } { var(txn.roll) -m int lt 10000 }",
      'default_backend own',
      'timeout server 500ms',
      'retries 2',
      'balance leastconn',
      'server-template replica 1-3 orders:8080 resolvers system init-addr libc,none',
    ]),
  )
})

test('Traefik has a router for each journey that goes somewhere and a weighted service behind it', () => {
  const { http } = JSON.parse(toTraefikRunConfig(context))
  expect(Object.values(http.routers)).toEqual([
    expect.objectContaining({
      rule: 'Header("x-microcosm-journey", "browse") || (!HeaderRegexp("x-microcosm-journey", `.+`) && Path("/b"))',
      service: 'journey-0',
    }),
    expect.objectContaining({ service: 'journey-1' }),
  ])
  expect(http.services['journey-0'].weighted.services).toEqual([
    { name: 'to-orders', weight: 250 },
    { name: 'to-catalogue', weight: 500 },
  ])
  expect(http.services['to-orders'].loadBalancer.servers).toEqual([{ url: 'http://orders:8080' }])
  expect(http.serversTransports).toEqual({ orders: { forwardingTimeouts: { responseHeaderTimeout: '500ms' } }, catalogue: {} })
})

test.each([
  ['nginx', ['retries', 'circuit breakers'], false],
  ['traefik', ['retries', 'circuit breakers'], true],
  ['haproxy', ['circuit breakers'], false],
])('%s says what it cannot do of its connections', (kind, unable, rest) => {
  const other: Design = { ...design, components: { ...design.components, edge: { kind } } }
  const caveats = toContainerPlan(other, 'edge', { secret: String, address, callers: 'simulation' })?.caveats.join(' ') ?? ''
  for (const words of ['retries', 'circuit breakers']) expect(caveats.includes(`no ${words} towards orders`)).toBe(unable.includes(words))
  expect(caveats.includes('the share that the gateway is to answer itself')).toBe(rest)
})

test('a gateway that leads nowhere has a configuration all the same', () => {
  const alone = toContainerContext({ microcosm: 1, components: { edge: { kind: 'traefik' } } }, 'edge', {
    secret: String,
    address,
    callers: 'simulation',
  })
  expect(toTraefikRunConfig(alone)).toBe('{}\n')
  expect(toHaproxyConfig(alone, 10, undefined)).toContain('default_backend own')
})
