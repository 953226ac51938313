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
