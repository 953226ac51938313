import { expect, test } from 'vitest'
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
