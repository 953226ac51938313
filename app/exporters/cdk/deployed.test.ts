import { describe, expect, test } from 'vitest'
import { toPathsDesign } from '../../catalogue/fixtures/paths-design.ts'
import type { Component, Connection, Design } from '../../design/design.ts'
import { cdkExporter } from './cdk.ts'

/** What AWS does with the exported application, where it is not as elsewhere. */

function exported(components: Record<string, Component>, connections: Connection[] = []) {
  const design: Design = { microcosm: 1, name: 'Test', components, connections }
  const made = cdkExporter.export(design, { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' })
  return { losses: made.losses, fileOf: (path: string) => made.files.find((file) => file.path === path)?.content ?? '' }
}

test('gateways believe the proxy in their task, wait as long as the design says, and reach names by addresses of IPv4', () => {
  const { fileOf, losses } = exported({ people: { kind: 'traffic', rate: 1 }, door: { kind: 'nginx' }, shop: { kind: 'service' } }, [
    { from: 'people', to: 'door', protocol: 'http' },
    { from: 'door', to: 'shop', protocol: 'http', path: '/', timeout: '2s' },
  ])
  expect(fileOf('images/door/nginx.conf')).toContain('127.0.0.0/8 1;')
  expect(fileOf('images/door/nginx.conf')).toContain('proxy_read_timeout 2000ms;')
  expect(losses.filter(({ where }) => where === 'door->shop')).toEqual([])
  expect(fileOf('images/door/Dockerfile')).toContain('COPY --chmod=755 ["ipv4-names.sh","/docker-entrypoint.d/05-ipv4-names.sh"]')
  expect(fileOf('images/door/ipv4-names.sh')).toContain("sed '/^[0-9A-Fa-f]*:/d' /etc/hosts")
})

test('alarms watch what AWS measures: each node of a cache, and the fullest one where room runs out', () => {
  const { fileOf } = exported({ cache: { kind: 'redis' }, search: { kind: 'opensearch' }, documents: { kind: 'mongodb' } })
  expect(fileOf('lib/constructs/valkey-cache.ts')).not.toContain('dimensionsMap: { ReplicationGroupId')
  for (const path of ['search-domain', 'document-database'])
    expect(fileOf(`lib/constructs/${path}.ts`)).toMatch(/statistic: 'Minimum' \},\s+threshold: .*,\s+isFloor: true/)
  const rabbit = exported({ broker: { kind: 'rabbitmq' } })
  expect(rabbit.fileOf('lib/constructs/alarms.ts')).toContain("statistic: isFloor ? 'Minimum' : 'Maximum'")
})

test('an interface endpoint is said to cost by the gigabyte too, and where', () => {
  const { fileOf } = exported({ shop: { kind: 'service', image: 'shop:1' } })
  const [, month, least] = /about (\d+) USD a month.*below some (\d+) GB/s.exec(fileOf('README.md')) ?? []
  expect(Number(least)).toBe(Math.round(Number(month) / 0.035))
  expect(fileOf('README.md')).toContain('us-east-1')
})

test('an application passes its own test with plain variables that are called as secrets are', () => {
  const { fileOf } = exported({ shop: { kind: 'service', image: 'shop:1', env: { TOKEN_LIFETIME: '1h', TOKEN: { secret: 'token' } } } })
  expect(fileOf('test/app.test.ts')).toContain("const harmless: string[] = ['TOKEN_LIFETIME'];")
})

test('a program that nobody calls and of which nobody says a port has none', () => {
  const { fileOf } = exported({ worker: { kind: 'service', build: './worker' }, api: { kind: 'service', build: './api', port: 3000 } })
  expect(fileOf('lib/services-stack.ts').match(/ports: .*/g)).toEqual(['ports: { http: 3000 },'])
})

test('an objective of a service whose port speaks HTTP and gRPC is told of as lost, since nothing measures TCP', () => {
  const made = cdkExporter.export(
    {
      microcosm: 1,
      components: { a: { kind: 'service' }, b: { kind: 'service' }, c: { kind: 'service' } },
      connections: [
        { from: 'a', to: 'c', protocol: 'grpc' },
        { from: 'b', to: 'c', protocol: 'http' },
      ],
      scenarios: { day: { duration: '1m', objectives: [{ component: 'c', metric: 'p95', below: '1s' }] } },
    },
    { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' },
  )
  expect(made.losses).toContainEqual({ where: 'scenarios.day', what: 'p95 of c below 1s: Service Connect measures HTTP and gRPC only.' })
})

describe('alarms', () => {
  const { fileOf } = exported(
    {
      people: { kind: 'traffic', rate: 1, journeys: { buy: 1, look: 1 } },
      shop: { kind: 'service', image: 'acme/shop:1' },
      stock: { kind: 'service', image: 'acme/stock:1', replicas: 2 },
      mailer: { kind: 'service', image: 'acme/mailer:1' },
    },
    [
      { from: 'people', to: 'shop', protocol: 'http', path: { buy: '/buy', look: '/look' } },
      { from: 'shop', to: 'stock', protocol: 'http' },
    ],
  )

  test('miss tasks, and watch their CPU and memory, of workers and of what stands behind a load balancer', () => {
    const stack = fileOf('lib/observability-stack.ts')
    for (const name of ['shop', 'stock', 'mailer'])
      expect(stack).toContain(`this.alarms.missingTasks('${name.replace(/^./, (first) => first.toUpperCase())}Missing', services.${name});`)
    expect(stack).toContain("this.alarms.busyTasks('ShopBusy', services.shop, 85);")
    expect(stack).toContain("this.alarms.fullTasks('ShopFull', services.shop, 90);")
    expect(stack).toContain("this.alarms.unhealthyHosts('ShopBuyUnhealthy'")
  })

  test('of one path keep quiet at night, and that of all does not', () => {
    const made = fileOf('lib/constructs/alarms.ts')
    const bodyOf = (method: string) => new RegExp(`\\n  ${method}\\([\\s\\S]*?\\n  }\\n`).exec(made)?.[0]
    expect(bodyOf('failedAnswers')).not.toContain('BREACHING')
    for (const method of ['unavailable', 'unhealthyHosts', 'missingTasks']) expect(bodyOf(method)).toContain('missing: BREACHING')
  })
})

test('a task has the time to start that its scaling counts with before its load balancer gives it up', () => {
  const graceOf = (autoscale?: object) =>
    /grace: .*/.exec(
      exported({ people: { kind: 'traffic', rate: 1 }, shop: { kind: 'service', image: 'acme/shop:1', ...(autoscale && { autoscale }) } }, [
        { from: 'people', to: 'shop', protocol: 'http' },
      ]).fileOf('lib/services-stack.ts'),
    )?.[0]
  expect(graceOf()).toBe('grace: Duration.seconds(60),')
  expect(graceOf({ min: 1, max: 4, target: 0.6, startup: '3m' })).toBe('grace: Duration.seconds(180),')
})

test('consumers of brokers whose messages AWS counts for nobody are told of', () => {
  const { losses } = exported({ jobs: { kind: 'rabbitmq' }, worker: { kind: 'service', image: 'acme/worker:1' } }, [
    { from: 'jobs', to: 'worker', protocol: 'amqp' },
  ])
  expect(losses).toContainEqual({
    where: 'jobs->worker',
    what: expect.stringMatching(/^worker keeps its number of tasks .* MessageReadyCount of its queue/),
  })
})

test('a task of a deployment answers with no type of content, for which the address of the answer may be signed', () => {
  const { fileOf } = exported({ db: { kind: 'postgres' }, api: { kind: 'service', image: 'acme/api:1' } }, [
    { from: 'api', to: 'db', protocol: 'postgres' },
  ])
  expect(fileOf('lib/constructs/run-once/index.mjs')).toContain("const headers = { 'content-type': '' };")
})

test('who signs in to SQL Server as its administrator is told', () => {
  const { losses } = exported({ books: { kind: 'mssql' }, api: { kind: 'service', image: 'acme/api:1' } }, [
    { from: 'api', to: 'books', protocol: 'mssql' },
  ])
  expect(losses).toContainEqual({ where: 'books', what: expect.stringMatching(/sign in as its administrator/) })
})

describe('a gateway', () => {
  test.each(['nginx', 'haproxy', 'traefik'])(
    '%s goes by the beginning of the path, answers 404 to others and believes no header from outside',
    (kind) => {
      const design = toPathsDesign(kind)
      const made = cdkExporter.export(design, { runtimeBundle: '', newSecret: () => 'secret', version: '1', designFolder: '.' })
      const text = made.files
        .filter(({ path }) => path.startsWith('images/gateway/') || path === 'lib/services-stack.ts')
        .map(({ content }) => content)
        .join('\n')
      for (const path of ['/catalogue', '/orders']) expect(text).toContain(path)
      expect(text).not.toMatch(/http_x_microcosm_journey|req\.hdr\(x-microcosm-journey|Header(Regexp)?\("x-microcosm-journey/)
      // The proxy of Service Connect, through which the load balancer comes.
      expect(text).toContain('127.0.0.0/8')
    },
  )
})

test('HAProxy finds its targets in the file of hosts, where Service Connect writes them', () => {
  const made = cdkExporter.export(toPathsDesign('haproxy'), {
    runtimeBundle: '',
    newSecret: () => 'secret',
    version: '1',
    designFolder: '.',
  })
  const config = made.files.find(({ path }) => path === 'images/gateway/haproxy.cfg')?.content ?? ''
  expect(config).toContain('server target ipv4@orders:8080 init-addr libc')
  expect(config).not.toContain('resolvers')
})

test('what a third party runs is nowhere deployed, and reached at its own port alone', () => {
  const { fileOf, losses } = exported(
    { people: { kind: 'traffic', rate: 5 }, till: { kind: 'service', image: 'acme/till:1' }, paypal: { kind: 'external', name: 'PayPal' } },
    [
      { from: 'people', to: 'till', protocol: 'http' },
      { from: 'till', to: 'paypal', protocol: 'http' },
    ],
  )
  const services = fileOf('lib/services-stack.ts')
  expect(services).not.toMatch(/this\.paypal|standIn/)
  expect(services).toContain('calls paypal')
  expect(fileOf('test/app.test.ts')).toContain("const outside: string[] = ['till'];")
  expect(losses.some(({ where }) => where === 'paypal')).toBe(true)
})
