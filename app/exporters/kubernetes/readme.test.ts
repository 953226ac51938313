import { expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { helmExporter } from '../helm/helm.ts'
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

test('each entrance has a port of its own on the machine that none but root may not take', () => {
  const entrances: Design = {
    microcosm: 1,
    components: {
      people: { kind: 'traffic', rate: 1 },
      vote: { kind: 'service' },
      result: { kind: 'service' },
      site: { kind: 'nginx' },
    },
    connections: ['vote', 'result', 'site'].map((to) => ({ from: 'people', to, protocol: 'http' as const })),
  }
  const ports = [...readmeOf(entrances).matchAll(/port-forward service\/(\w+) (\d+:\d+)/g)].map(([, name, pair]) => `${name} ${pair}`)
  expect(ports).toEqual(['vote 8080:8080', 'result 8081:8080', 'site 8082:80'])
})

test('stores are waited for, and Deployments only where there are some', () => {
  expect(readmeOf(shop)).toMatch(/readyReplicas}'=1 statefulset --all[\s\S]*condition=Available deployment --all/)
  expect(readmeOf(store)).not.toContain('deployment --all')
})

test.each([
  ['Kubernetes', readmeOf],
  ['Helm', chartReadmeOf],
])('what images listen on, are given and call is said, whoever makes them: %s', (_form, textOf) => {
  expect(textOf(shop)).toContain(
    '| `orders` | 8080 (http) | `KEY`, `DB_HOST`, `DB_PORT`, `DB_USERNAME`, `DB_PASSWORD`, `DB_NAME` | `stock:8080`, `db:5432`, `stripe` |',
  )
  expect(textOf(shop)).toContain('| `stock` | 8080 (http) | nothing | nowhere |')
  expect(textOf(store)).not.toContain('What the images are to do')
})

test.each([
  ['Kubernetes', readmeOf],
  ['Helm', chartReadmeOf],
])('entrances and ways out stand in the table of who may talk to whom: %s', (_form, textOf) => {
  expect(textOf(shop)).toContain('| anywhere | `gateway` | 80 | an entrance |')
  expect(textOf(shop)).toContain('| `orders` | public addresses | 443 | `orders->stripe` |')
})

test('a program that no probe asks is named', () => {
  const worker: Design = {
    microcosm: 1,
    components: { jobs: { kind: 'rabbitmq' }, worker: { kind: 'service' } },
    connections: [{ from: 'jobs', to: 'worker', protocol: 'amqp' }],
  }
  expect(readmeOf(worker)).toContain('- `worker` answers on no port, so no probe asks whether it still works: ')
  expect(readmeOf(shop)).not.toContain('on no port')
})

test('the namespace is made with the standard that its pods keep to, before the Secret is put into it', () => {
  expect(readmeOf(shop)).toMatch(/apply --server-side -f overlays\/production\/namespace\.yaml\n +kubectl -n microcosm create secret/)
  expect(chartReadmeOf(shop)).toMatch(
    /create namespace microcosm\n +kubectl label namespace microcosm pod-security\.kubernetes\.io\/enforce=restricted[\s\S]*create secret/,
  )
  expect(chartReadmeOf(shop)).not.toContain('--create-namespace')
})

function readmeOf(design: Design): string {
  return kubernetesExporter.export(design, toExportOptions()).files.find(({ path }) => path === 'README.md')?.content ?? ''
}

function chartReadmeOf(design: Design): string {
  return helmExporter.export(design, toExportOptions()).files.find(({ path }) => path === 'README.md')?.content ?? ''
}
