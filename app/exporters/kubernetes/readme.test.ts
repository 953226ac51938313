import { expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { kubernetesExporter } from './kubernetes.ts'

const store: Design = { microcosm: 1, components: { db: { kind: 'postgres' } } }
const shop: Design = {
  microcosm: 1,
  components: {
    gateway: { kind: 'nginx' },
    orders: { kind: 'service', image: 'acme/orders:1', env: { KEY: { secret: 'api-key' } } },
    stock: { kind: 'service' },
    db: { kind: 'postgres' },
    stripe: { kind: 'external' },
  },
  connections: [
    { from: 'gateway', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'stock', protocol: 'http' },
    { from: 'orders', to: 'db', protocol: 'postgres' },
    { from: 'orders', to: 'stripe', protocol: 'http' },
  ],
}

test('the Secret has one key or several', () => {
  expect(readmeOf(shop)).toContain('with the keys `API_KEY`, `DB_PASSWORD`: ')
  expect(readmeOf(store)).toContain('with the key `DB_PASSWORD`: ')
})

test('which images may not be root is said, for nothing else tells why they do not come up', () => {
  expect(readmeOf(shop)).toContain('- The images of `orders`, `stock` must run as a user other than root, by number')
  expect(readmeOf(store)).not.toContain('other than root')
})

test('what leaves the cluster is said', () => {
  expect(readmeOf(shop)).toContain('- Only `orders` may call out of the cluster, over HTTPS (port 443) and to public addresses: ')
  expect(readmeOf(store)).toContain('- No pod may call out of the cluster: ')
})

function readmeOf(design: Design): string {
  return kubernetesExporter.export(design, toExportOptions()).files.find(({ path }) => path === 'README.md')?.content ?? ''
}
