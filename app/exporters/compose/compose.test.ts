import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { simulatedOnly } from '../../catalogue/container-context.ts'
import { everyKind } from '../../catalogue/fixtures/every-kind.ts'
import type { Design } from '../../design/design.ts'
import { composeExporter } from './compose.ts'
import { awkwardDesign } from './fixtures/awkward-design.ts'
import { toExportOptions } from './fixtures/export-options.ts'

describe('the files of an export', () => {
  test('are the same for the same design', () => {
    expect(exported(awkwardDesign)).toEqual(exported(copyOf(awkwardDesign)))
  })

  test('hold what the Compose file mounts and builds', () => {
    expect(exported(awkwardDesign).files.map(({ path }) => path)).toEqual([
      'compose.yaml',
      'compose.load.yaml',
      'README.md',
      '.env',
      '.env.example',
      '.gitignore',
      'config/gateway/nginx.conf',
      'config/admin/nginx.conf',
      'config/store/microcosm.sql',
      'config-load/gateway/nginx.conf',
      'config-load/admin/nginx.conf',
      'microcosm-runtime/Dockerfile',
      'microcosm-runtime/runtime.mjs',
    ])
  })

  test('leave the runtime and .env out where nothing needs them', () => {
    const design: Design = { microcosm: 1, components: { cache: { kind: 'redis' } } }
    expect(exported(design).files.map(({ path }) => path)).toEqual(['compose.yaml', 'README.md', '.env.example'])
  })

  test('keep passwords in .env alone, which is secret', () => {
    const { files } = exported(awkwardDesign)
    const secret = files.filter((file) => file.secret)
    expect(secret.map(({ path }) => path)).toEqual(['.env'])
    expect(secret[0]?.content).toMatch(/^STORE_PASSWORD=secret\d$/m)
    // A shell already has a PATH, which would win over the one in .env.
    expect(secret[0]?.content).toMatch(/^SECRET_PATH=secret\d$/m)
    for (const file of files) if (!file.secret) expect(file.content).not.toMatch(/secret\d/)
    expect(contentOf(awkwardDesign, '.env.example')).toMatch(/^STORE_PASSWORD=$/m)
  })
})

describe('a program of the person', () => {
  const design: Design = {
    microcosm: 1,
    components: {
      shop: { kind: 'service', image: 'acme/shop:1', env: { ORDERS_DB_NAME: 'shop' } },
      stock: { kind: 'service' },
      'orders-db': { kind: 'postgres' },
      events: { kind: 'rabbitmq' },
      cache: { kind: 'redis' },
    },
    connections: [
      { from: 'shop', to: 'orders-db', protocol: 'postgres' },
      { from: 'events', to: 'shop', protocol: 'amqp' },
      { from: 'shop', to: 'cache', protocol: 'redis' },
      { from: 'shop', to: 'stock', protocol: 'http' },
    ],
  }

  test('is told where its stores are and how to sign in, and keeps what the design says', () => {
    expect(composeOf(design).services.shop?.environment).toEqual({
      ORDERS_DB_NAME: 'shop',
      ORDERS_DB_HOST: 'orders-db',
      ORDERS_DB_PORT: '5432',
      ORDERS_DB_USERNAME: 'app',
      ORDERS_DB_PASSWORD: '${ORDERS_DB_PASSWORD:?set it in .env, see .env.example}',
      EVENTS_HOST: 'events',
      EVENTS_PORT: '5672',
      EVENTS_USERNAME: 'app',
      EVENTS_PASSWORD: '${EVENTS_PASSWORD:?set it in .env, see .env.example}',
      CACHE_HOST: 'cache',
      CACHE_PORT: '6379',
    })
  })

  test('has the password that the store was made with', () => {
    const { services } = composeOf(design)
    expect(services.shop?.environment?.ORDERS_DB_PASSWORD).toBe(services['orders-db']?.environment?.POSTGRES_PASSWORD)
  })
})

describe('the Compose file', () => {
  const { services, volumes, name } = composeOf(awkwardDesign)
  const of = (id: string) => services[id] ?? expect.fail(`there is no service ${id}`)

  test('has a name that Compose allows, and a service for each component', () => {
    expect(name).toBe('ka-se-co-home-not-a-comment')
    expect(Object.keys(services)).toEqual(Object.keys(awkwardDesign.components).filter((id) => id !== 'people'))
    expect(volumes).toEqual({ 'store-data': {}, 'news-data': {} })
  })

  test('hands texts over as they are, and secrets by name', () => {
    const { MICROCOSM_PROGRAM: program, ...rest } = of('shop').environment
    expect(rest).toEqual({
      PRICE: `$$5 $\${HOME} $$$$`,
      ANSWER: 'yes',
      NUMBER: '1_000',
      OCTAL: '0777',
      LINES: 'a\nb: c\n',
      EMPTY: '',
      KEY: `\${SECRET_PATH:?set it in .env, see .env.example}`,
    })
    const { calls } = JSON.parse(program)
    expect(calls[2]).toMatchObject({ host: 'store', port: 5432, password: `\${STORE_PASSWORD:?set it in .env, see .env.example}` })
    expect(of('store').environment.POSTGRES_PASSWORD).toBe(`\${STORE_PASSWORD:?set it in .env, see .env.example}`)
    expect(of('stock').environment.DATABASE_PASSWORD).toBe(`\${STORE_PASSWORD:?set it in .env, see .env.example}`)
  })

  test('sends each one to where the other end answers', () => {
    const calls: { host: string; port: number }[] = JSON.parse(of('shop').environment.MICROCOSM_PROGRAM).calls
    expect(calls.map(({ host, port }) => `${host}:${port}`)).toEqual(['stock:3000', 'cache:6379', 'store:5432', 'news:5672'])
  })

  test('publishes what traffic calls, without a clash, to this machine alone', () => {
    expect(of('gateway').ports).toEqual([`127.0.0.1:\${GATEWAY_PORT:-8080-8081}:80`])
    expect(of('admin').ports).toEqual([`127.0.0.1:\${ADMIN_PORT:-8082}:80`])
    expect(Object.keys(services).filter((id) => of(id).ports)).toEqual(['gateway', 'admin'])
  })

  test('publishes nothing that only a timer calls, which is a loss with what plays the timer', () => {
    const { services: timed, losses } = timerDesign()
    expect(Object.keys(timed).filter((id) => timed[id]?.ports)).toEqual(['page'])
    expect(losses).toContainEqual({ where: 'timer', what: expect.stringMatching(/is not published\. compose\.load\.yaml plays the timer/) })
  })

  test('puts what stand-ins call into no database that none of them calls', () => {
    expect(files(composeOf({ ...ownDesign(), components: { ...ownDesign().components, api: { kind: 'service' } } })).db).toHaveLength(2)
    expect(files(composeOf(ownDesign())).db).toEqual(['db-data:/var/lib/postgresql/data'])
    expect(exported(ownDesign()).files.map(({ path }) => path)).not.toContain('config/db/microcosm.sql')
    expect(exported(ownDesign()).losses.some(({ what }) => what.includes('stand-ins call'))).toBe(false)
  })

  test('carries replicas and limits', () => {
    expect(of('gateway').deploy).toEqual({ replicas: 2, resources: { limits: { cpus: '0.5' } } })
    expect(of('shop').deploy).toEqual({ replicas: 3, resources: { limits: { memory: '1g' } } })
    expect(of('cache').deploy).toEqual({ resources: { limits: { memory: '100m' } } })
    expect(of('store').deploy).toBeUndefined()
  })

  test('waits for the health of what has a check, for the start of what has none', () => {
    expect(of('shop').depends_on).toEqual({
      stock: { condition: 'service_started' },
      cache: { condition: 'service_healthy' },
      store: { condition: 'service_healthy' },
      news: { condition: 'service_healthy' },
    })
    expect(of('mail').depends_on).toEqual({ news: { condition: 'service_healthy' }, shop: { condition: 'service_healthy' } })
    expect(of('stock').depends_on).toEqual({ store: { condition: 'service_healthy' } })
    expect(of('news').depends_on).toBeUndefined()
    expect(of('store').healthcheck.test).toEqual(['CMD', 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'app', '-d', 'app'])
    expect(of('mail').healthcheck).toBeUndefined()
  })

  test("plays what has no image, builds the person's folder and takes the person's image", () => {
    expect([of('shop').build, of('stock').build, of('mail').image]).toEqual([
      './microcosm-runtime',
      `\${DESIGN_FOLDER:-.}/services/stock`,
      'ghcr.io/acme/mail:1.4',
    ])
  })

  test('says names, teams and notes in comments that stay comments', () => {
    const text = contentOf(awkwardDesign, 'compose.yaml')
    expect(text).toContain(`  # Door \${DOOR}, team edge\n  # First line\n  # services: {}\n  gateway:\n`)
    expect(text).toMatch(
      /^# Käse & Co: "\$HOME"\n# # not a comment, written by Microcosm 1\.2\.3\. The next export of the design replaces this file unless it was edited\./,
    )
  })
})

describe('boundaries', () => {
  const { services, networks } = parse(contentOf(awkwardDesign, 'compose.yaml'))
  test.each([
    ['store', ['inside'], 'stands in one'],
    ['shop', ['inside', 'default'], 'calls out of it'],
    ['gateway', ['default', 'inside'], 'calls into it'],
    ['cache', ['default'], 'stands in none and is only called'],
  ])('%s joins %j, as it %s', (id, joined) => {
    expect(services[id].networks).toEqual(joined)
  })

  test('are the networks of the file', () => {
    expect(networks).toEqual({ inside: {} })
  })

  test('that are zones, and designs without any, leave all in one network', () => {
    for (const groups of [{}, { inside: { kind: 'zone' as const, members: ['shop', 'store'] } }]) {
      expect(contentOf({ ...awkwardDesign, groups }, 'compose.yaml')).not.toContain('networks:')
    }
  })

  test('that are zones some way apart are a loss with their latency', () => {
    const groups = { inside: { kind: 'zone' as const, latency: '2ms', members: ['shop', 'store'] } }
    const { losses } = exported({ ...awkwardDesign, groups })
    expect(losses).toContainEqual({
      where: 'groups.inside',
      what: 'It is a zone, and Compose runs everything on one machine. Its latency to other zones is for the prediction.',
    })
  })
})

describe('the file that is laid over it', () => {
  const { services } = parse(contentOf(awkwardDesign, 'compose.load.yaml'))
  const { edges } = JSON.parse(services.proxies.environment.MICROCOSM_PROGRAM)

  test('has a port for each connection that Microcosm directs', () => {
    const own = ['stock->shop', 'stock->store', 'news->mail', 'mail->shop']
    const drawn = (awkwardDesign.connections ?? []).map(({ from, to }) => `${from}->${to}`)
    expect(edges.map(({ connection }: { connection: string }) => connection)).toEqual(drawn.filter((id) => !own.includes(id)))
    expect(new Set(edges.map(({ port }: { port: number }) => port)).size).toBe(edges.length)
    const lost = exported(awkwardDesign).losses.filter(({ what }) => what.includes('cannot be broken by the proxies'))
    expect(lost.map(({ where }) => where).sort()).toEqual([...own].sort())
  })

  test('sends callers to the proxies, and the proxies to where the callers went before', () => {
    const { calls } = JSON.parse(services.shop.environment.MICROCOSM_PROGRAM)
    for (const { connection, host, port } of calls) {
      expect({ connection, host, port }).toEqual({ connection, host: 'proxies', port: edges.find(isOf(connection)).port })
    }
    expect(edges.find(isOf('shop->stock'))).toMatchObject({ host: 'stock', hostPort: 3000, latencyMs: 2 })
    expect(contentOf(awkwardDesign, 'config-load/gateway/nginx.conf')).toContain(`proxies:${edges.find(isOf('gateway->shop')).port}`)
    expect(contentOf(awkwardDesign, 'config/gateway/nginx.conf')).not.toContain('proxies')
  })

  test('holds the traffic, and of the others only what changes', () => {
    expect(Object.keys(services)).toEqual(['people', 'gateway', 'admin', 'shop', 'proxies'])
    expect(Object.keys(services.shop)).toEqual(['environment', 'depends_on'])
    expect(Object.keys(services.shop.environment)).toEqual(['MICROCOSM_PROGRAM'])
    expect(Object.keys(services.gateway)).toEqual(['volumes', 'depends_on'])
  })

  test('calls the proxies by another name where a component has theirs', () => {
    const { connections = [], components } = awkwardDesign
    const text = contentOf(
      { ...awkwardDesign, components: { ...components, proxies: { kind: 'redis' } }, connections },
      'compose.load.yaml',
    )
    expect(Object.keys(parse(text).services)).toEqual(['people', 'gateway', 'admin', 'shop', 'proxies-of-load'])
  })

  test('is missing where there is nothing to send and nothing to break', () => {
    expect(contentOf({ microcosm: 1, components: { cache: { kind: 'redis' } } }, 'compose.load.yaml')).toBe('')
  })
})

test('the README says how to start, drive, break and end it', () => {
  const text = contentOf(awkwardDesign, 'README.md')
  for (const part of ['## Start', '## Drive it', '## Break it', '## End', '-f compose.yaml -f compose.load.yaml', '`shop/store`']) {
    expect(text).toContain(part)
  }
})

describe('a design with one of each kind', () => {
  const { services } = composeOf(everyKind)
  const { losses } = exported(everyKind)
  const planned = Object.keys(everyKind.components).filter((id) => simulatedOnly(everyKind, id) === undefined)
  const traffic = planned.filter((id) => everyKind.components[id]?.kind === 'traffic')

  test('has a service for each that can be run, and a loss for each that cannot', () => {
    expect([...traffic, ...Object.keys(services)].sort()).toEqual([...planned].sort())
    const without = Object.keys(everyKind.components).filter((id) => !planned.includes(id))
    expect(without).not.toEqual([])
    for (const id of without) expect(losses).toContainEqual({ where: id, what: expect.stringContaining('can be predicted and not be run') })
  })

  test('asks for health in words that neither a shell nor a parser of one line misreads', () => {
    const [, command] = services.elasticsearch?.healthcheck.test ?? []
    expect(command).toMatch(/'http:[^']+\?wait_for_status=yellow&timeout=1s'/)
    expect(contentOf(everyKind, 'compose.yaml')).toContain('test: [CMD-SHELL, "curl')
  })

  test('names the data folder of PostgreSQL, without which version 18 refuses its volume, and leaves other makes theirs', () => {
    const dataOf = (image: string) =>
      composeOf({ microcosm: 1, components: { db: { kind: 'postgres', image } } }).services.db?.environment.PGDATA
    expect(dataOf('postgres:18')).toBe('/var/lib/postgresql/data')
    expect(dataOf('bitnami/postgresql:18')).toBeUndefined()
  })

  test('keeps every password out of the file', () => {
    const passwords = Object.values(services).flatMap(({ environment }) =>
      Object.entries(environment ?? {}).filter(([name]) => /PASS/.test(name) && !/RANDOM/.test(name)),
    )
    expect(passwords.length).toBeGreaterThan(5)
    for (const [name, value] of passwords) expect(`${name}=${value}`).toMatch(/\$\{[A-Z0-9_]+:\?set it in \.env, see \.env\.example\}$/)
  })

  test('says which calls no stub can make', () => {
    const stubs: Design = { ...everyKind, components: { ...everyKind.components, caller: { kind: 'service' } } }
    const left = exported(stubs).losses.filter(({ what }) => /which the stub that plays caller does not speak/.test(what))
    expect(left.map(({ where }) => where)).toEqual(expect.arrayContaining(['caller->mysql', 'caller->kafka', 'caller->mongodb']))
    const { calls } = JSON.parse(composeOf(stubs).services.caller?.environment.MICROCOSM_PROGRAM ?? '')
    expect(new Set(calls.map(({ protocol }: { protocol: string }) => protocol))).toEqual(new Set(['http', 'postgres', 'redis', 'amqp']))
  })
})

test('losses name the fields that only the prediction acts on', () => {
  const { losses } = exported({
    microcosm: 1,
    components: {
      shop: { kind: 'service' },
      cache: { kind: 'redis', cache: { keys: 50, coalesce: true } },
      db: { kind: 'postgres', readReplicas: 2 },
    },
    connections: [
      { from: 'shop', to: 'cache', protocol: 'redis' },
      { from: 'shop', to: 'db', protocol: 'postgres', onMiss: 'cache' },
    ],
  })
  expect(losses).toContainEqual({ where: 'db', what: 'readReplicas is predicted only: in containers, the primary runs alone.' })
  expect(losses).toContainEqual({ where: 'shop->db', what: 'onMiss is predicted only: in containers, it is called for every request.' })
  expect(losses.some(({ where, what }) => where === 'cache' && what.startsWith('cache is predicted only'))).toBe(true)
})

test('losses name everything that is left behind', () => {
  const { losses } = exported(awkwardDesign)
  expect(losses.map(({ where, what }) => `${where}: ${what}`)).toEqual([
    expect.stringContaining('gateway: nginx makes no retries'),
    expect.stringContaining('gateway: No timeout is given towards shop'),
    expect.stringContaining('admin: No timeout is given towards shop'),
    expect.stringContaining('shop: Compose runs a fixed number of replicas (3)'),
    expect.stringContaining('stock: It runs its own program'),
    expect.stringContaining('stock: It is built from ./services/stock'),
    expect.stringContaining('stock: It has no health check'),
    expect.stringContaining('mail: It runs its own program'),
    expect.stringContaining('mail: It has no health check'),
    expect.stringContaining('store: Programs sign in as app, who may do everything in it'),
    expect.stringMatching(/^store: microcosm\.sql makes in it what stand-ins call, .* a new volume does both, and is empty\.$/),
    expect.stringContaining('cache: Commands take the time this machine needs'),
    expect.stringContaining('cache: It asks nobody to sign in: whoever shares a network'),
    expect.stringContaining('cache: It has no volume: what it holds is gone'),
    expect.stringContaining('news: Messages are sent without writing them to disk'),
    expect.stringContaining('news: Programs sign in as app'),
    'people->gateway: Nothing in compose.yaml spreads calls from outside over the 2 replicas of gateway: round-robin balancing of single calls is done by the proxies of compose.load.yaml alone.',
    expect.stringContaining('stock->shop: It cannot be broken by the proxies'),
    expect.stringContaining('shop->stock: compose.yaml adds no network latency or jitter; the proxies of compose.load.yaml do'),
    ...['stock->store', 'news->mail', 'mail->shop'].map((id) => expect.stringContaining(`${id}: It cannot be broken by the proxies`)),
    expect.stringContaining('stock->shop: stock starts without waiting for shop'),
    'groups.inside: It is a network, and networks lead both ways. gateway, admin and stock, which call into it, can reach all in it. shop, which calls out of it, can be reached by all where it calls.',
    expect.stringContaining('scenarios.rush: Its traffic over time, faults and objectives are not in the Compose files'),
  ])
})

function timerDesign() {
  const design: Design = {
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate: 5 },
      timer: { kind: 'traffic', rate: 10, arrivals: 'constant' },
      page: { kind: 'service' },
      worker: { kind: 'service' },
    },
    connections: [
      { from: 'people', to: 'page', protocol: 'http' },
      { from: 'timer', to: 'worker', protocol: 'http' },
    ],
  }
  return { services: composeOf(design).services, losses: exported(design).losses }
}

function ownDesign(): Design {
  return {
    microcosm: 1,
    components: { api: { kind: 'service', image: 'acme/api:1' }, db: { kind: 'postgres' } },
    connections: [{ from: 'api', to: 'db', protocol: 'postgres' }],
  }
}

const files = ({ services }: { services: Record<string, ReadService> }) =>
  Object.fromEntries(Object.entries(services).map(([id, { volumes }]) => [id, volumes]))

interface ReadService {
  image?: string
  build?: string
  networks?: string[]
  volumes?: string[]
  environment: Record<string, string> & { MICROCOSM_PROGRAM: string }
  ports?: string[]
  healthcheck: { test: string[] }
  depends_on?: object
  deploy?: object
}

const isOf = (id: string) => (edge: { connection: string }) => edge.connection === id

function exported(design: Design) {
  return composeExporter.export(design, toExportOptions())
}

function contentOf(design: Design, path: string): string {
  return exported(design).files.find((file) => file.path === path)?.content ?? ''
}

function composeOf(design: Design): { name: string; volumes: object; services: Record<string, ReadService> } {
  return parse(contentOf(design, 'compose.yaml'))
}

function copyOf(design: Design): Design {
  return JSON.parse(JSON.stringify(design))
}

test.each(['https://git.example.org/acme/till.git', 'github.com/acme/till'])('what is built from %s is built from there', (build) => {
  const made = exported({ microcosm: 1, components: { till: { kind: 'service', build } } })
  expect(made.files.find(({ path }) => path === 'compose.yaml')?.content).toContain(`build: ${build}\n`)
})
