import { expect, test } from 'vitest'
import type { Connection, Design } from '../../design/design.ts'
import { cdkExporter } from './cdk.ts'

const exported = (components: Design['components'], connections: Connection[]) => {
  const design: Design = { microcosm: 1, name: 'Test', components, connections }
  const { files, losses } = cdkExporter.export(design, { runtimeBundle: '', newSecret: () => '', version: '1.0.0', designFolder: '.' })
  return {
    services: files.find(({ path }) => path === 'lib/services-stack.ts')?.content ?? '',
    system: files.find(({ path }) => path === 'lib/system.ts')?.content ?? '',
    losses: losses.map(({ where, what }) => `${where}: ${what}`),
  }
}

const parts = {
  people: { kind: 'traffic', rate: 1, journeys: { buy: 1, look: 2 } },
  lb: { kind: 'alb', slowStart: '60s', idleTimeout: '120s' },
  orders: { kind: 'service', image: 'orders:1' },
  catalog: { kind: 'service', image: 'catalog:1' },
}
const connections: Connection[] = [
  { from: 'people', to: 'lb', protocol: 'http', path: { buy: '/orders', look: '/catalog' } },
  { from: 'lb', to: 'orders', protocol: 'http', calls: { buy: 1 } },
  { from: 'lb', to: 'catalog', protocol: 'http', calls: { look: 1 } },
]

test('a drawn load balancer becomes rules of the one there is, by path, with its target groups as drawn', () => {
  const { services, system, losses } = exported(parts, connections)
  expect(services).toContain("paths: ['/orders', '/orders/*'],")
  expect(services).toContain("paths: ['/catalog', '/catalog/*'],")
  expect(services).toContain('slowStart: Duration.seconds(60),')
  expect(services).toContain('interval: Duration.seconds(30),')
  expect(system).toContain('idleTimeout: Duration.seconds(120)')
  expect(losses.filter((loss) => loss.startsWith('lb'))).toEqual([])
})

test('it waits for whole seconds', () => {
  const { system } = exported({ ...parts, lb: { kind: 'alb', idleTimeout: '90500ms' } }, connections)
  expect(system).toContain('idleTimeout: Duration.seconds(91)')
})

test('its algorithm is said where it is not to take turns', () => {
  const lb = { kind: 'alb', algorithm: 'least-outstanding-requests' }
  expect(exported({ ...parts, lb }, connections).services).toContain('TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS')
})

test('shares of targets that no path tells apart are not made, and that is said', () => {
  const shared: Connection[] = [
    { from: 'people', to: 'lb', protocol: 'http' },
    { from: 'lb', to: 'orders', protocol: 'http', calls: 0.9 },
    { from: 'lb', to: 'catalog', protocol: 'http', calls: 0.1 },
  ]
  expect(exported(parts, shared).losses).toContainEqual(expect.stringContaining('lb: Shares of orders, catalog are not made'))
})

test('who calls it from inside reaches its targets over Service Connect', () => {
  const inside: Connection[] = [...connections, { from: 'catalog', to: 'lb', protocol: 'http' }]
  const { services, losses } = exported(parts, inside)
  expect(services).toContain('this.catalog.calls(this.orders);')
  expect(losses).toContainEqual(expect.stringContaining('lb: catalog: calls from inside'))
})

test('a stand-in that calls a drawn load balancer calls its targets, each by its share', () => {
  const { files } = cdkExporter.export(
    {
      microcosm: 1,
      components: { a: { kind: 'service' }, lb: { kind: 'alb' }, b: { kind: 'service' }, c: { kind: 'service', port: 9000 } },
      connections: [
        { from: 'a', to: 'lb', protocol: 'http' },
        { from: 'lb', to: 'b', protocol: 'http', path: '/b' },
        { from: 'lb', to: 'c', protocol: 'http', path: '/c' },
      ],
    },
    { runtimeBundle: '', newSecret: () => '', version: '1.0.0', designFolder: '.' },
  )
  const program = JSON.parse(files.find(({ path }) => path === 'stand-in/programs/a.json')?.content ?? '{}')
  expect(program.calls).toMatchObject([
    { connection: 'a->b', host: 'b', port: 8080, calls: { default: 0.5 } },
    { connection: 'a->c', host: 'c', port: 9000, calls: { default: 0.5 } },
  ])
})

test('a function behind which a load balancer is drawn is told that this one is for what comes from the internet', () => {
  const { losses } = cdkExporter.export(
    {
      microcosm: 1,
      components: { f: { kind: 'function' }, lb: { kind: 'alb' }, b: { kind: 'service', image: 'b:1' } },
      connections: [
        { from: 'f', to: 'lb', protocol: 'http' },
        { from: 'lb', to: 'b', protocol: 'http' },
      ],
    },
    { runtimeBundle: '', newSecret: () => '', version: '1.0.0', designFolder: '.' },
  )
  const said = losses.map(({ where, what }) => `${where}: ${what}`)
  expect(said).toContainEqual(
    expect.stringMatching(/^f->b: A function is not in Service Connect .*: lb, which is drawn between them, .* make an internal one/),
  )
  expect(said.filter((line) => /calls from inside reach its targets/.test(line))).toEqual([])
})

test('what no load balancer of AWS is told, of it and of the ways to it and from it, is told of', () => {
  const [come, ...go] = connections as [Connection, ...Connection[]]
  const told = (lb: object) =>
    exported({ ...parts, lb: { kind: 'alb', ...lb } }, [
      { ...come, retries: { attempts: 2 } },
      ...go.map((each) => ({ ...each, timeout: '3s', latency: '1ms' })),
    ]).losses.filter((loss) => /^lb\b|^people->/.test(loss))
  expect(told({ work: { time: '3ms' }, algorithm: 'round-robin', notes: 'The way in' })).toEqual([
    'lb: work: for the prediction; the load balancer of AWS does as it does.',
    'people->lb: retries: what those who call do.',
    'lb->orders: timeout and latency: for the prediction; the load balancer of AWS passes on as it does.',
    'lb->catalog: timeout and latency: for the prediction; the load balancer of AWS passes on as it does.',
  ])
  expect(told({ kind: 'api-gateway', timeout: '20s', rateLimit: { rate: 10, burst: 5 } })).toContain(
    'lb: timeout: for the prediction; the load balancer of AWS does as it does.',
  )
})

test('a path between programs is theirs to ask for, and that is told', () => {
  const { losses } = exported({ orders: parts.orders, catalog: parts.catalog }, [
    { from: 'orders', to: 'catalog', protocol: 'http', path: '/items' },
  ])
  expect(losses).toContain('orders->catalog: path: what the program that calls does.')
})

test('what no path leads to is reached by a name, and that is told', () => {
  const told = (connections: Connection[], people: Design['components'][string] = { kind: 'traffic', rate: 1 }) =>
    exported({ people, orders: parts.orders, catalog: parts.catalog }, connections).losses.filter((loss) =>
      loss.includes('names that begin'),
    )
  const both: Connection[] = [
    { from: 'people', to: 'orders', protocol: 'http' },
    { from: 'people', to: 'catalog', protocol: 'http' },
  ]
  expect(told(both)).toEqual([
    'catalog: It is reached under names that begin with catalog. alone, since no path of the design leads there alone: point such a name at the load balancer, or write a path of its own.',
  ])
  expect(told(both.map((each) => ({ ...each, path: `/${each.to}` })))).toEqual([])
  const journeys = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((journey) => [journey, 1]))
  const path = Object.fromEntries(Object.keys(journeys).map((journey) => [journey, `/${journey}`]))
  expect(
    told([...both.slice(0, 1), { from: 'people', to: 'catalog', protocol: 'http', path }], { kind: 'traffic', rate: 1, journeys }),
  ).toEqual([
    'catalog: e: It is reached under names that begin with catalog. alone, since 4 paths of a component are told apart at most: point such a name at the load balancer.',
  ])
})
