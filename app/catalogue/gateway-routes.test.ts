import { describe, expect, test } from 'vitest'
import { type Connection, connectionsFrom, connectionsTo, type Design } from '../design/design.ts'
import { toContainerContext, toContainerPlan } from './container-context.ts'
import { toPathsDesign } from './fixtures/paths-design.ts'
import { unbelievedHeaders } from './forwarded-headers.ts'
import { toGatewayRoutes } from './gateway-routes.ts'

const address = ({ to }: Connection) => ({ host: to, port: 8080 })

function routesOf(connections: Partial<Connection>[], journeys = { browse: 1, order: 1 }) {
  const design: Design = {
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate: 1, journeys },
      gateway: { kind: 'nginx' },
      a: { kind: 'service' },
      b: { kind: 'service' },
    },
    connections: connections.map((connection) => ({ from: 'gateway', to: 'a', protocol: 'http', ...connection })),
  }
  const incoming = connectionsTo(design, 'gateway')
  const { routes, unrouted } = toGatewayRoutes({ design, incoming, outgoing: connectionsFrom(design, 'gateway') })
  const shown = routes.map(({ prefix, journey, shares }) => [
    prefix,
    journey,
    Object.fromEntries(shares.map(({ connection, share }) => [connection.to, share])),
  ])
  return { routes: shown, unrouted: unrouted.map(({ to }) => to) }
}

describe('the routes of a gateway that people call', () => {
  test('follow from the paths that callers request for each journey, the longest first', () => {
    const incoming = { from: 'people', to: 'gateway', path: { browse: '/a', order: '/a/orders/' } }
    expect(routesOf([incoming, { to: 'a', calls: { browse: 1 } }, { to: 'b', calls: { order: 1 } }])).toEqual({
      routes: [
        ['/a/orders', 'order', { b: 1 }],
        ['/a', 'browse', { a: 1 }],
      ],
      unrouted: [],
    })
  })

  test('are those of what each caller sends: one path of traffic of its own is for no journey of others', () => {
    const design: Design = {
      microcosm: 1,
      components: {
        people: { kind: 'traffic', rate: 1, journeys: { browse: 1, order: 1 } },
        seekers: { kind: 'traffic', rate: 1, journeys: { seek: 1 } },
        robots: { kind: 'traffic', rate: 1 },
        gateway: { kind: 'nginx' },
        ...Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { kind: 'service' }])),
      },
      connections: [
        { from: 'people', to: 'gateway', protocol: 'http', path: { browse: '/a', order: '/b' } },
        { from: 'seekers', to: 'gateway', protocol: 'http', path: '/c' },
        { from: 'robots', to: 'gateway', protocol: 'http', path: '/d' },
        { from: 'gateway', to: 'a', protocol: 'http', calls: { browse: 1 } },
        { from: 'gateway', to: 'b', protocol: 'http', calls: { order: 1 } },
        { from: 'gateway', to: 'c', protocol: 'http', calls: { seek: 1 } },
        { from: 'gateway', to: 'd', protocol: 'http', calls: { default: 1 } },
      ],
    }
    const { routes } = toGatewayRoutes({
      design,
      incoming: connectionsTo(design, 'gateway'),
      outgoing: connectionsFrom(design, 'gateway'),
    })
    expect(routes.map(({ prefix, journey, shares }) => [prefix, journey, shares[0]?.connection.to])).toEqual([
      ['/a', 'browse', 'a'],
      ['/b', 'order', 'b'],
      ['/c', 'seek', 'c'],
      ['/d', 'default', 'd'],
    ])
    const files = toContainerPlan(design, 'gateway', { address, secret: String })?.files ?? {}
    const text = Object.values(files).join('\n')
    for (const id of ['a', 'b', 'c', 'd']) expect(text).toContain(`"~^/${id}(/|$)" @${id};`)
  })

  test('stay for a journey that has no share of the traffic now', () => {
    const design: Design = {
      microcosm: 1,
      components: {
        people: { kind: 'traffic', rate: 1, journeys: { browse: 1, order: 0 } },
        gateway: { kind: 'nginx' },
        a: { kind: 'service' },
        b: { kind: 'service' },
      },
      connections: [
        { from: 'people', to: 'gateway', protocol: 'http', path: { browse: '/a', order: '/b' } },
        { from: 'gateway', to: 'a', protocol: 'http', calls: { browse: 1 } },
        { from: 'gateway', to: 'b', protocol: 'http', calls: { order: 1 } },
      ],
    }
    const files = toContainerPlan(design, 'gateway', { address, secret: String })?.files ?? {}
    const text = Object.values(files).join('\n')
    for (const id of ['a', 'b']) expect(text).toContain(`"~^/${id}(/|$)" @${id};`)
  })

  test('or from the paths that the gateway requests of its targets', () => {
    expect(
      routesOf([
        { to: 'a', path: '/a' },
        { to: 'b', path: '/b?from=gateway' },
      ]),
    ).toMatchObject({
      routes: [
        ['/a', 'browse', { a: 1 }],
        ['/b', 'browse', { b: 1 }],
      ],
      unrouted: [],
    })
  })

  test('give the rest to one target, or to fixed shares of several', () => {
    expect(routesOf([{ to: 'a' }]).routes).toEqual([['/', 'default', { a: 1 }]])
    expect(routesOf([{ to: 'a', path: '/a' }, { to: 'b' }]).routes.at(-1)).toEqual(['/', 'default', { b: 1 }])
    expect(
      routesOf([
        { to: 'a', calls: 0.9 },
        { to: 'b', calls: 0.1 },
      ]).routes,
    ).toEqual([['/', 'default', { a: 0.9, b: 0.1 }]])
  })

  test('never send by chance what nothing tells apart', () => {
    expect(routesOf([{ to: 'a' }, { to: 'b' }])).toEqual({ routes: [], unrouted: ['a', 'b'] })
    expect(
      routesOf([
        { to: 'a', calls: { browse: 1 } },
        { to: 'b', calls: { order: 1 } },
      ]),
    ).toEqual({ routes: [], unrouted: ['a', 'b'] })
  })
})

describe.each(['nginx', 'haproxy', 'traefik'])('the exported configuration of %s', (kind) => {
  const balancers = ['10.0.0.0/8', 'fc00::/7']
  const planned = (callers: { balancers: string[] }) => {
    const plan = toContainerPlan(toPathsDesign(kind), 'gateway', { secret: String, address, callers })
    if (!plan) return expect.fail('no plan')
    return { text: [...(plan.command ?? []), ...Object.values(plan.files)].join('\n'), caveats: plan.caveats.join('\n') }
  }

  test('takes no journey from outside', () => {
    const { text } = planned({ balancers })
    expect(text).not.toMatch(/http_x_microcosm_journey|req\.hdr\(x-microcosm-journey|Header(Regexp)?\("x-microcosm-journey/)
    expect(text).toMatch(/x-microcosm-journey/i)
  })

  test('believes only load balancers, and nobody where none stands in front', () => {
    for (const range of balancers) {
      expect(planned({ balancers }).text).toContain(range)
      expect(planned({ balancers: [] }).text).not.toContain(range)
    }
  })

  test('hands on what no load balancer writes from nobody', () => {
    const { text } = planned({ balancers })
    for (const header of unbelievedHeaders) {
      if (kind === 'haproxy') expect(text).toContain(`http-request del-header ${header}\n`)
      if (kind === 'nginx') expect(text).toContain(`proxy_set_header ${header} "";`)
      if (kind === 'traefik') expect(text).toContain(`"${header}": ""`)
    }
    if (kind === 'haproxy') expect(text).toContain('option http-restrict-req-hdr-names delete\n')
    // Traefik tells load balancers from others itself.
    if (kind === 'traefik') expect(text).toContain(`forwardedHeaders.trustedIPs=${balancers.join(',')}`)
  })

  test('says whom it believes, and where to write who it is', () => {
    expect(planned({ balancers }).caveats).toMatch(
      /From 10\.0\.0\.0\/8 and fc00::\/7 X-Forwarded-For, -Proto and -Port are believed, .* (nginx\.conf|haproxy\.cfg|command)/,
    )
    expect(planned({ balancers: [] }).caveats).not.toContain('believed')
  })

  test('keeps a line of each request, and in a run of few', () => {
    const access = { nginx: 'access_log /dev/stdout access;', haproxy: 'log-format ', traefik: '--accesslog=true' }[kind] ?? ''
    expect(planned({ balancers }).text).toContain(access)
    expect(planned({ balancers }).text).not.toMatch(/\$sampled|dontlog-normal/)
    const run = toContainerPlan(toPathsDesign(kind), 'gateway', { secret: String, address, callers: 'simulation' })
    expect([...(run?.command ?? []), ...Object.values(run?.files ?? {})].join('\n')).not.toContain(access)
  })

  test('logs no query, in which secrets may stand', () => {
    const { text } = planned({ balancers })
    // What stands for a path or a request line with its query, in the log format of each.
    expect(text).not.toMatch(/\$request_uri|\$request[^_\w]|\$args|%HU|%HQ|%HP[^O]|%r\b|%\{\+Q\}r/)
    expect(text.includes('--accesslog.fields.names.RequestPath=drop')).toBe(kind === 'traefik')
  })

  test('says what its timeout is counted over, and where there is none', () => {
    const { caveats } = planned({ balancers })
    expect(caveats).toMatch(/counts its timeout towards catalogue (between|until)/)
    expect(caveats).toContain('No timeout is given towards orders, canary')
  })

  test('sets no bound of its own to what is sent', () => {
    const bounds = planned({ balancers }).text.match(/client_max_body_size .*|tune\.bufsize .*|maxRequestBodyBytes.*/g) ?? []
    expect(bounds).toEqual(kind === 'nginx' ? ['client_max_body_size 0;'] : [])
  })

  test('keeps nothing of what is sent or answered on its disk', () => {
    const { text } = planned({ balancers })
    for (const line of ['proxy_request_buffering off;', 'proxy_max_temp_file_size 0;']) expect(text.includes(line)).toBe(kind === 'nginx')
  })

  test('tells of targets that no path leads to', () => {
    const design = toPathsDesign(kind)
    const connections = (design.connections ?? []).map(({ path: _path, ...connection }) => connection)
    const plan = toContainerPlan({ ...design, connections }, 'gateway', { secret: String, address })
    expect(plan?.caveats.join('\n')).toContain('No path leads to catalogue, orders, canary')
    expect(toContainerContext(design, 'gateway', { secret: String, address }).callers).toEqual({ balancers: [] })
  })
})

test('an exported nginx lets a connection become a WebSocket and nothing else', () => {
  const files = toContainerPlan(toPathsDesign('nginx'), 'gateway', { secret: String, address })?.files ?? {}
  const text = Object.values(files).join('\n')
  expect(text.match(/\$http_upgrade.*/g)).toEqual(['$http_upgrade $upgrade {'])
  expect(text).toMatch(/\$http_upgrade \$upgrade \{\s+default "";\s+"~\*\^websocket\$" websocket;\s+\}/)
  expect(text).toContain('proxy_set_header Upgrade $upgrade;')
})

describe('an exported nginx in Docker', () => {
  const planned = (names: 'dns' | 'docker', balance?: Connection['balance']) => {
    const { connections = [], ...design } = toPathsDesign('nginx')
    const balanced = connections.map((each) => ({ ...each, ...(each.to === 'catalogue' && balance ? { balance } : {}) }))
    const plan = toContainerPlan({ ...design, connections: balanced }, 'gateway', { secret: String, address, names })
    return { text: Object.values(plan?.files ?? {}).join(), once: plan?.looksUpOnce === true, caveats: plan?.caveats.join('\n') }
  }

  test('looks names up again', () => {
    const { text, once } = planned('docker')
    expect(text).toContain('resolver 127.0.0.11 valid=5s ipv6=off;')
    for (const id of ['catalogue', 'orders', 'canary']) expect(text).toContain(`set $target ${id}:8080;`)
    expect(text).not.toMatch(/^ *upstream /m)
    expect(once).toBe(false)
  })

  test('looks up once those whose calls in hand it has to count, and is started again when they have moved', () => {
    const { text, once, caveats } = planned('docker', 'least-connections')
    expect(text.match(/upstream to_\w+/g)).toEqual(['upstream to_catalogue'])
    expect(text).toContain('set $target orders:8080;')
    expect(once).toBe(true)
    expect(caveats).toMatch(/Of catalogue nginx counts the calls in hand, .* start it again after one of them was started again by itself/)
  })

  test('elsewhere looks up the one address that a name has', () => {
    expect(planned('dns').text).not.toMatch(/resolver|\$target/)
  })
})
