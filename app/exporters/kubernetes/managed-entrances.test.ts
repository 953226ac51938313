import { expect, test } from 'vitest'
import type { Design } from '../../design/design.ts'
import { kubernetesExporter } from './kubernetes.ts'

const design: Design = {
  microcosm: 1,
  name: 'Shop',
  components: {
    people: { kind: 'traffic', rate: 1 },
    lb: { kind: 'alb' },
    orders: { kind: 'service', image: 'orders:1' },
    table: { kind: 'dynamodb' },
  },
  connections: [
    { from: 'people', to: 'lb', protocol: 'http' },
    { from: 'lb', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'table', protocol: 'http' },
  ],
}

test('a load balancer of AWS is run in a cluster by what plays it, and a table of DynamoDB stays outside', () => {
  const { files, losses } = kubernetesExporter.export(design, {
    runtimeBundle: '',
    newSecret: () => 's',
    version: '1.0.0',
    designFolder: '.',
  })
  const contentOf = (path: string) => files.find((file) => file.path.endsWith(path))?.content ?? ''
  const all = files.map(({ content }) => content).join('\n')
  const base = files.filter(({ path }) => path.startsWith('base/')).map(({ content }) => content)
  expect(base.join('\n')).toContain('image: nginx:1.28')
  expect(all).toContain('externalName: table.example.com')
  // Requests of a table are signed.
  expect(contentOf('base/orders.yaml')).toContain('AWS_SECRET_ACCESS_KEY')
  expect(contentOf('base/lb.yaml')).not.toContain('AWS_SECRET_ACCESS_KEY')
  expect(contentOf('components/stand-ins/table.yaml')).toContain('amazon/dynamodb-local')
  expect(losses.map(({ where, what }) => `${where}: ${what}`).join('\n')).toMatch(
    /lb: .*health checks, slow start and failing open are predicted only/,
  )
})
