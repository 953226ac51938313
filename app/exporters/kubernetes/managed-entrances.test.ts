import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
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

test.each([
  ['rds-postgres', 'postgres', 5432],
  ['rds-mysql', 'mysql', 3306],
  ['aurora-postgres', 'postgres', 5432],
  ['elasticache-valkey', 'redis', 6379],
  ['elasticache-memcached', 'memcached', 11_211],
] as const)(
  '%s is a name that leads out of the cluster, with the way to it and its sign-in, and no engine in production',
  (kind, protocol, port) => {
    const { files, losses } = kubernetesExporter.export(
      {
        microcosm: 1,
        name: 'Shop',
        components: {
          people: { kind: 'traffic', rate: 1 },
          orders: { kind: 'service', image: 'orders:1' },
          draft: { kind: 'service' },
          store: { kind },
        },
        connections: [
          { from: 'people', to: 'orders', protocol: 'http' },
          { from: 'orders', to: 'draft', protocol: 'http' },
          { from: 'orders', to: 'store', protocol },
          { from: 'draft', to: 'store', protocol },
        ],
      },
      { runtimeBundle: '', newSecret: () => 's', version: '1.0.0', designFolder: '.' },
    )
    const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''
    // biome-ignore lint/suspicious/noExplicitAny: the objects are read as they stand in the files.
    const objectIn = (path: string, wanted: string): any =>
      parseAllDocuments(contentOf(path))
        .map((document) => document.toJS())
        .find((object) => object.kind === wanted)
    const production = files.filter(({ path }) => /^(?:base|overlays\/production)\//.test(path)).map(({ content }) => content)
    expect(production.join('\n')).not.toMatch(/image: .*(?:postgres|mysql|valkey|memcached)/)
    expect(contentOf('overlays/production/external-services.yaml')).toContain('externalName: store.example.com')
    expect(objectIn('base/orders.yaml', 'NetworkPolicy').spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }],
      ports: [{ protocol: 'TCP', port }],
    })
    expect(JSON.stringify(objectIn('base/orders.yaml', 'NetworkPolicy'))).not.toContain('443')
    expect(contentOf('base/orders.yaml')).not.toContain('AWS_')
    const [loss = '', ...others] = losses.filter(({ where }) => where === 'store').map(({ what }) => what)
    expect(loss).toMatch(/^It is a managed service and is not deployed: .* leads the name store to where it is/)
    expect(others).toEqual([])
    const { env } = objectIn('base/orders.yaml', 'Deployment').spec.template.spec.containers[0]
    const signsIn = protocol === 'postgres' || protocol === 'mysql'
    const password = { name: 'STORE_PASSWORD', valueFrom: { secretKeyRef: { name: 'shop', key: 'STORE_PASSWORD' } } }
    expect(env).toEqual([
      { name: 'STORE_HOST', value: 'store' },
      { name: 'STORE_PORT', value: String(port) },
      ...(signsIn ? [{ name: 'STORE_USERNAME', value: 'app' }, password, { name: 'STORE_NAME', value: 'app' }] : []),
    ])
    expect(loss.includes('sign in with STORE_PASSWORD of the Secret')).toBe(signsIn)
    expect(contentOf('README.md').includes('Make the Secret `shop` with the key `STORE_PASSWORD`')).toBe(signsIn)
    expect(contentOf('README.md')).toContain(`\`orders\` at ${port}`)
    // On one's own machine an engine plays it, which keeps nothing and knows what stand-ins ask of it.
    const played = objectIn('components/stand-ins/store.yaml', 'Deployment').spec.template.spec
    const mounted = played.containers[0].volumeMounts?.map(({ name }: { name: string }) => name) ?? []
    const volumes = played.volumes?.map(({ name }: { name: string }) => name) ?? []
    expect(mounted.filter((name: string) => !volumes.includes(name))).toEqual([])
    expect(files.some(({ path }) => path === 'components/stand-ins/config/store/microcosm.sql')).toBe(protocol === 'postgres')
  },
)

test('who calls a bucket signs, and is told no password of what plays it', () => {
  const { files, losses } = kubernetesExporter.export(
    {
      microcosm: 1,
      components: {
        people: { kind: 'traffic', rate: 1 },
        page: { kind: 'service', image: 'acme/page:1' },
        files: { kind: 's3' },
      },
      connections: [
        { from: 'people', to: 'page', protocol: 'http' },
        { from: 'page', to: 'files', protocol: 'http' },
      ],
    },
    { runtimeBundle: '', newSecret: () => 's', version: '1.0.0', designFolder: '.' },
  )
  expect(losses.find(({ where }) => where === 'files')?.what).toContain(
    'sign in with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the Secret',
  )
  const production = files.filter(({ path }) => /^(?:base|overlays\/production)\//.test(path)).map(({ content }) => content)
  expect(production.join('\n')).not.toContain('FILES_PASSWORD')
})

test('what only a timer calls is not opened to the internet, and what people call too is', () => {
  const { files, losses } = kubernetesExporter.export(
    {
      microcosm: 1,
      components: {
        people: { kind: 'traffic', rate: 5 },
        clock: { kind: 'traffic', rate: 1, arrivals: 'constant' },
        page: { kind: 'service', image: 'acme/page:1' },
        worker: { kind: 'service', image: 'acme/worker:1' },
      },
      connections: [
        { from: 'people', to: 'page', protocol: 'http' },
        { from: 'clock', to: 'page', protocol: 'http' },
        { from: 'clock', to: 'worker', protocol: 'http' },
      ],
    },
    { runtimeBundle: '', newSecret: () => 's', version: '1.0.0', designFolder: '.' },
  )
  const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  expect(contentOf('overlays/production/gateway.yaml').match(/^ {2}name: .*$/gm)).toEqual([
    '  name: microcosm',
    '  name: microcosm-to-tls',
    '  name: page',
  ])
  expect(contentOf('base/page.yaml')).toContain('ingress:')
  for (const none of ['ingress:', 'Probe:', 'containerPort:', 'kind: Service']) expect(contentOf('base/worker.yaml')).not.toContain(none)
  expect(losses.find(({ where }) => where === 'clock')?.what).toMatch(/^It comes evenly, as a timer does/)
})
