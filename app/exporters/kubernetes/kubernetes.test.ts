import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Design } from '../../design/design.ts'
import { awkwardDesign } from '../compose/fixtures/awkward-design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { arbitrarySoundDesign } from '../fixtures/arbitrary-sound-design.ts'
import { oneOfEachKind } from '../fixtures/one-of-each-kind.ts'
import { kubernetesExporter } from './kubernetes.ts'
import { toObjectNames } from './object-names.ts'
import { secretMark, toExpandedText } from './secret-text.ts'

const shop: Design = {
  microcosm: 1,
  name: 'Web shop',
  components: {
    people: { kind: 'traffic', rate: 5 },
    gateway: { kind: 'nginx', replicas: 2 },
    orders: {
      kind: 'service',
      image: 'ghcr.io/acme/orders:1.4',
      cpu: 0.5,
      memory: '256MiB',
      env: { KEY: { secret: 'api-key' }, PRICE: '$(HOME) $5' },
      autoscale: { min: 2, max: 6, target: 0.7, cooldown: '30s', downCooldown: '5m' },
    },
    stock: { kind: 'service', replicas: 3 },
    'orders-db': { kind: 'postgres' },
    news: { kind: 'topic' },
    jobs: { kind: 'rabbitmq' },
  },
  connections: [
    { from: 'people', to: 'gateway', protocol: 'http', timeout: '1.5s' },
    { from: 'gateway', to: 'orders', protocol: 'http' },
    { from: 'orders', to: 'orders-db', protocol: 'postgres' },
    { from: 'orders', to: 'news', protocol: 'sns' },
    { from: 'orders', to: 'stock', protocol: 'http' },
    { from: 'stock', to: 'jobs', protocol: 'amqp', mode: 'async' },
    { from: 'jobs', to: 'orders', protocol: 'amqp', mode: 'async' },
  ],
}

describe('the files of an export', () => {
  test('are the same for the same design', () => {
    expect(exported(awkwardDesign)).toEqual(exported(JSON.parse(JSON.stringify(awkwardDesign))))
  })

  test('are a base, two overlays, and what they mount', () => {
    expect(exported(shop).files.map(({ path }) => path)).toEqual([
      'README.md',
      'base/kustomization.yaml',
      'base/network-policies.yaml',
      'base/gateway.yaml',
      'base/orders.yaml',
      'base/stock.yaml',
      'base/orders-db.yaml',
      'base/jobs.yaml',
      'base/config/gateway/nginx.conf',
      'components/stand-ins/kustomization.yaml',
      'components/stand-ins/stock.patch.yaml',
      'components/stand-ins/runtime/runtime.mjs',
      'overlays/local/kustomization.yaml',
      'overlays/local/namespace.yaml',
      'overlays/local/secrets.env',
      '.gitignore',
      'overlays/production/kustomization.yaml',
      'overlays/production/namespace.yaml',
      'overlays/production/gateway.yaml',
    ])
  })

  test.each([
    ['awkward', awkwardDesign],
    ['one of each kind', oneOfEachKind()],
  ])('keep passwords in secrets.env alone: %s', (_name, design) => {
    const { files } = exported(design)
    expect(files.filter(({ secret }) => secret).map(({ path }) => path)).toEqual(['overlays/local/secrets.env'])
    for (const file of files) if (!file.secret) expect(file.content).not.toMatch(/secret\d/)
    for (const file of files) expect(file.content).not.toMatch(/[\uFDD0\uFDD1]/)
  })

  test('have an image to build where the runtime is too large for a ConfigMap', () => {
    const options = { ...toExportOptions(), runtimeBundle: '/'.repeat(2 ** 20) }
    const { files, losses } = kubernetesExporter.export(shop, options)
    expect(files.map(({ path }) => path)).toContain('runtime-image/Dockerfile')
    expect(files.find(({ path }) => path === 'overlays/local/kustomization.yaml')?.content).toContain('newName: web-shop/microcosm-runtime')
    expect(losses).toContainEqual({ where: 'stock', what: expect.stringContaining('too large for a ConfigMap') })
  })
})

describe('a workload', () => {
  const orders = objectsIn(shop, 'base/orders.yaml')
  const container = orders.Deployment?.spec.template.spec.containers[0]
  const standIn = objectsIn(shop, 'components/stand-ins/stock.patch.yaml').Deployment?.spec.template.spec.containers[0]

  test('that scales itself leaves the number of replicas to its autoscaler', () => {
    expect(orders.Deployment?.spec.replicas).toBeUndefined()
    expect(orders.HorizontalPodAutoscaler?.spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 70 } } }],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 30, selectPolicy: 'Max' },
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
      },
    })
    expect(orders.PodDisruptionBudget?.spec).toMatchObject({ maxUnavailable: 1 })
  })

  test('scales as fast as the policies of its design say, by what it reserves', () => {
    const autoscale = {
      min: 1,
      max: 10,
      target: 0.5,
      reserved: 0.2,
      scaleUp: { stabilisation: '1m', replicas: { most: 2, every: '30s' }, percent: { most: 50 }, select: 'min' },
      scaleDown: { stabilisation: '2h', select: 'disabled' },
    }
    const design: Design = { microcosm: 1, components: { api: { kind: 'service', cpu: 1, discipline: 'processor-sharing', autoscale } } }
    const { HorizontalPodAutoscaler, Deployment } = objectsIn(design, 'base/api.yaml')
    expect(HorizontalPodAutoscaler?.spec.behavior).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 60,
        selectPolicy: 'Min',
        policies: [
          { type: 'Pods', value: 2, periodSeconds: 30 },
          { type: 'Percent', value: 50, periodSeconds: 15 },
        ],
      },
      scaleDown: {
        stabilizationWindowSeconds: 3600,
        selectPolicy: 'Disabled',
        policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
      },
    })
    expect(Deployment?.spec.template.spec.containers[0].resources).toMatchObject({ requests: { cpu: '200m' }, limits: { cpu: '1' } })
    expect(exported(design).losses).toContainEqual({ where: 'api', what: expect.stringContaining('looks back for an hour at most') })
  })

  test('that scales on its backlog is given to KEDA, with the queue it consumes from', () => {
    const autoscale = { min: 0, max: 9, metric: 'backlog', target: 20, idle: '2m', schedule: { at: '1h', replicas: 3 } }
    const design: Design = {
      ...shop,
      components: { ...shop.components, orders: { kind: 'service', image: 'ghcr.io/acme/orders:1.4', autoscale } },
    }
    const { HorizontalPodAutoscaler, ScaledObject } = objectsIn(design, 'base/orders.yaml')
    expect(HorizontalPodAutoscaler).toBeUndefined()
    expect(ScaledObject?.spec).toMatchObject({
      scaleTargetRef: { name: 'orders' },
      minReplicaCount: 0,
      maxReplicaCount: 9,
      cooldownPeriod: 120,
      advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 300 } } } },
      triggers: [{ type: 'rabbitmq', metadata: { queueName: 'jobs.orders', mode: 'QueueLength', value: '20', host: 'amqp://jobs:5672/' } }],
    })
    const losses = exported(design).losses.filter(({ where }) => where === 'orders')
    for (const part of ['TriggerAuthentication', 'cron trigger'])
      expect(losses).toContainEqual({ where: 'orders', what: expect.stringContaining(part) })
  })

  test('gets secrets by reference and every text as the design has it', () => {
    expect(container.env).toEqual([
      { name: 'KEY', valueFrom: { secretKeyRef: { name: 'web-shop', key: 'API_KEY' } } },
      { name: 'PRICE', value: '$$(HOME) $$5' },
      { name: 'ORDERS_DB_HOST', value: 'orders-db' },
      { name: 'ORDERS_DB_PORT', value: '5432' },
      { name: 'ORDERS_DB_USERNAME', value: 'app' },
      { name: 'ORDERS_DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'web-shop', key: 'ORDERS_DB_PASSWORD' } } },
      { name: 'ORDERS_DB_NAME', value: 'app' },
      { name: 'JOBS_HOST', value: 'jobs' },
      { name: 'JOBS_PORT', value: '5672' },
      { name: 'JOBS_USERNAME', value: 'app' },
      { name: 'JOBS_PASSWORD', valueFrom: { secretKeyRef: { name: 'web-shop', key: 'JOBS_PASSWORD' } } },
    ])
    const [password, program] = standIn?.env ?? []
    expect(password).toEqual({ name: 'JOBS_PASSWORD', valueFrom: { secretKeyRef: { name: 'web-shop', key: 'JOBS_PASSWORD' } } })
    expect(JSON.parse(program.value).calls[0]).toMatchObject({ host: 'jobs', password: '$(JOBS_PASSWORD)' })
  })

  test('of the person is told how to sign in to its stores, with an image or before there is one', () => {
    const own = objectsIn(shop, 'base/stock.yaml').Deployment?.spec.template.spec.containers[0].env
    expect(own.map(({ name }: { name: string }) => name)).toEqual(['JOBS_HOST', 'JOBS_PORT', 'JOBS_USERNAME', 'JOBS_PASSWORD'])
    const env = { ORDERS_DB_PASSWORD: { secret: 'elsewhere' }, ORDERS_DB_HOST: 'proxy' }
    const told = { ...shop, components: { ...shop.components, orders: { kind: 'service', image: 'acme/orders:1', env } } }
    const names = objectsIn(told, 'base/orders.yaml').Deployment?.spec.template.spec.containers[0].env
    expect(names).toContainEqual({ name: 'ORDERS_DB_HOST', value: 'proxy' })
    expect(names.filter(({ name }: { name: string }) => name === 'ORDERS_DB_PASSWORD')).toEqual([
      { name: 'ORDERS_DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'web-shop', key: 'ELSEWHERE' } } },
    ])
  })

  test('reserves what the design limits', () => {
    expect(container.resources).toEqual({ requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '500m', memory: '256Mi' } })
  })

  test('restarts no store because its cluster is unwell', () => {
    const design: Design = { microcosm: 1, components: { search: { kind: 'elasticsearch' } } }
    const search = objectsIn(design, 'base/search.yaml').StatefulSet?.spec.template.spec.containers[0]
    expect(search?.readinessProbe.httpGet.path).toContain('health')
    expect(search?.livenessProbe).toMatchObject({ tcpSocket: { port: 9200 } })
  })

  test('bounds the memory of what is played by a stand-in', () => {
    expect(standIn?.resources).toEqual({ requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } })
  })

  test('is confined as far as its image is known', () => {
    expect(orders.Deployment?.spec.template.spec.securityContext.runAsNonRoot).toBe(true)
    expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } })
    const store = objectsIn(shop, 'base/orders-db.yaml').StatefulSet?.spec.template.spec
    expect(store.securityContext).toMatchObject({ runAsUser: 999, fsGroup: 999 })
    expect(store.containers[0].securityContext.readOnlyRootFilesystem).toBe(true)
    expect(store.containers[0].env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' })
  })

  test('keeps the capability that its program cannot start without', () => {
    const design: Design = { microcosm: 1, components: { db: { kind: 'mssql' } } }
    const [container] = objectsIn(design, 'base/db.yaml').StatefulSet?.spec.template.spec.containers ?? []
    expect(container.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] })
    expect(container.env).toContainEqual({ name: 'MSSQL_SA_PASSWORD', value: 'Sa1$(DB_PASSWORD)' })
  })

  test('with another make of its image is left as that image has it', () => {
    const design: Design = { microcosm: 1, components: { db: { kind: 'postgres', image: 'postgis/postgis:17-3.5' } } }
    const { securityContext, containers } = objectsIn(design, 'base/db.yaml').StatefulSet?.spec.template.spec ?? {}
    expect(securityContext.runAsNonRoot).toBeUndefined()
    expect(containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false })
    expect(contentOf(design, 'overlays/production/namespace.yaml')).toContain('enforce: baseline')
  })
})

describe('network policies', () => {
  const policy = (id: string) => objectsIn(shop, `base/${id}.yaml`).NetworkPolicy?.spec
  const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } })
  const tcp = (port: number) => [{ protocol: 'TCP', port }]

  test('deny everything that is not drawn', () => {
    const [deny, dns] = parseAllDocuments(contentOf(shop, 'base/network-policies.yaml')).map((document) => document.toJS())
    expect(deny.spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'web-shop' } },
      policyTypes: ['Ingress', 'Egress'],
    })
    expect(JSON.stringify(dns.spec.egress[0].to)).toMatch(/kube-system.*openshift-dns.*169\.254\.20\.10.*169\.254\.169\.254/)
    expect(dns.spec.egress[0].ports.map(({ port }: { port: number }) => port)).toEqual([53, 53, 5353, 5353])
  })

  test('allow a call at both of its ends, on its port', () => {
    expect(policy('orders').egress).toContainEqual({ to: [pods('orders-db')], ports: tcp(5432) })
    expect(policy('orders-db')).toMatchObject({ ingress: [{ from: [pods('orders')], ports: tcp(5432) }] })
    expect(policy('orders-db').egress).toBeUndefined()
  })

  test('let a consumer call its broker, not the broker its consumer', () => {
    expect(policy('orders').egress).toContainEqual({ to: [pods('jobs')], ports: tcp(5672) })
    expect(policy('jobs').ingress).toContainEqual({ from: [pods('orders')], ports: tcp(5672) })
    expect(policy('jobs').egress).toBeUndefined()
  })

  test('open the cluster only where traffic enters, and only towards what is drawn outside', () => {
    const everywhere = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }]
    expect(policy('gateway').ingress).toEqual([
      { from: [{ namespaceSelector: {}, podSelector: expect.anything() }, ...everywhere], ports: tcp(80) },
    ])
    const [ipv4, ipv6] = ['0.0.0.0/0', '::/0'].map((cidr) => ({ ipBlock: { cidr, except: expect.any(Array) } }))
    expect(policy('orders').egress).toContainEqual({ to: [ipv4, ipv6], ports: tcp(443) })
    expect(JSON.stringify([policy('stock'), policy('gateway').egress, policy('jobs')])).not.toContain('ipBlock')
  })
})

describe('what is played', () => {
  const design: Design = {
    microcosm: 1,
    name: 'Pay',
    components: {
      people: { kind: 'traffic', rate: 5 },
      api: { kind: 'service', image: 'acme/api:1', port: 8080 },
      ledger: { kind: 'service' },
      stripe: { kind: 'external', name: 'Stripe' },
      jobs: { kind: 'queue' },
      db: { kind: 'postgres' },
    },
    connections: [
      { from: 'people', to: 'api', protocol: 'http' },
      { from: 'api', to: 'stripe', protocol: 'http' },
      { from: 'api', to: 'jobs', protocol: 'sqs', mode: 'async' },
      { from: 'api', to: 'ledger', protocol: 'http' },
      { from: 'ledger', to: 'db', protocol: 'postgres' },
    ],
  }
  const { files, losses } = exported(design)
  const paths = files.map(({ path }) => path)

  test('stands in no base and in no production', () => {
    for (const { path, content } of files.filter(({ path }) => /^(?:base|overlays\/production)\//.test(path)))
      expect(content, path).not.toMatch(/microcosm|MICROCOSM|elasticmq|node:24-slim|stand-ins/)
    expect(paths.filter((path) => /^base\/(?:stripe|jobs)/.test(path))).toEqual([])
    expect(contentOf(design, 'overlays/local/kustomization.yaml')).toContain('../../components/stand-ins')
    expect(paths).toContain('components/stand-ins/config/db/microcosm.sql')
  })

  test('has the way to the real one, which a loss names', () => {
    const except = expect.arrayContaining(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'])
    expect(objectsIn(design, 'base/api.yaml').NetworkPolicy?.spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }, { ipBlock: { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] } }],
      ports: [{ protocol: 'TCP', port: 443 }],
    })
    const names = parseAllDocuments(contentOf(design, 'overlays/production/external-services.yaml')).map(
      (document) => document.toJS().metadata.name,
    )
    expect(names).toEqual(['stripe', 'jobs'])
    expect(losses).toContainEqual({ where: 'jobs', what: expect.stringContaining('It is a managed service and is not deployed') })
    const keys = objectsIn(design, 'base/api.yaml').Deployment?.spec.template.spec.containers[0].env.map(
      ({ name }: { name: string }) => name,
    )
    expect(keys).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
  })
})

test('what holds its data in memory is never there twice', () => {
  const design: Design = { microcosm: 1, components: { cache: { kind: 'redis' } } }
  expect(objectsIn(design, 'base/cache.yaml').Deployment?.spec.strategy).toEqual({ type: 'Recreate' })
})

test('a component may be called as a file that the base has anyway', () => {
  const components = Object.fromEntries(['kustomization', 'network-policies', 'volumes'].map((id) => [id, { kind: 'redis' }]))
  const paths = exported({ microcosm: 1, components }).files.map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
})

test('a design without traffic is entered at its gateways alone', () => {
  const design: Design = {
    microcosm: 1,
    components: { edge: { kind: 'nginx' }, worker: { kind: 'service', image: 'acme/worker:1' }, db: { kind: 'postgres' } },
    connections: [{ from: 'worker', to: 'db', protocol: 'postgres' }],
  }
  const worker = objectsIn(design, 'base/worker.yaml')
  expect(worker.Service).toBeUndefined()
  expect(worker.NetworkPolicy?.spec.ingress).toBeUndefined()
  expect(contentOf(design, 'overlays/production/gateway.yaml')).toContain('name: edge')
})

test('a gateway routes to what traffic calls, for as long as traffic waits', () => {
  const [gateway, redirect, route] = parseAllDocuments(contentOf(shop, 'overlays/production/gateway.yaml')).map((document) =>
    document.toJS(),
  )
  expect([gateway.kind, redirect.kind]).toEqual(['Gateway', 'HTTPRoute'])
  expect(route.spec).toEqual({
    parentRefs: [{ name: 'web-shop', sectionName: 'https' }],
    hostnames: ['web-shop.example.com'],
    rules: [{ backendRefs: [{ name: 'gateway', port: 80 }], timeouts: { request: '1500ms' } }],
  })
})

test('losses name what is left behind, each with its place', () => {
  const places = exported(shop).losses.map(({ where, what }) => `${where}: ${what}`)
  expect(places).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^people: Its requests come from outside/),
      expect.stringMatching(/^news: It can be predicted and not be run/),
      expect.stringMatching(/^orders: It is scaled by the CPU/),
      expect.stringMatching(/^orders: Its image must run as a user other than root/),
      expect.stringMatching(/^orders-db: How much it stores/),
    ]),
  )
})

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    ['a-', 'a', 'a--'],
    ['a', 'a-2', 'a-3'],
  ],
  [
    [`x${'y'.repeat(80)}`, `x${'y'.repeat(81)}`],
    [`x${'y'.repeat(45)}`, `x${'y'.repeat(45)}-2`],
  ],
])('%j are named %j', (ids, names) => {
  expect([...toObjectNames(ids).values()]).toEqual(names)
})

test.each([
  ['plain', 'plain'],
  ['costs $5', 'costs $5'],
  ['$(A)', '$$(A)'],
  ['$$', '$$$$'],
  [`amqp://app:${secretMark('P')}@h`, 'amqp://app:$(V_P)@h'],
  [`$${secretMark('P')}`, '$$$(V_P)'],
])('%j stands in an environment as %j', (text, expanded) => {
  expect(toExpandedText(text, (key) => `V_${key}`)).toBe(expanded)
})

test('any sound design is exported as YAML that reads back, whatever its texts hold', () => {
  fc.assert(
    fc.property(arbitrarySoundDesign, (design) => {
      for (const { path, content } of exported(design).files.filter((file) => file.path.endsWith('.yaml'))) {
        for (const document of parseAllDocuments(content, { version: '1.1' })) {
          expect(document.errors, path).toEqual([])
          expect(document.toJS(), path).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) })
        }
      }
    }),
    { numRuns: 150 },
  )
})

// biome-ignore lint/suspicious/noExplicitAny: the objects are read as they stand in the files.
type Objects = Record<string, { spec: any } | undefined>

function exported(design: Design) {
  return kubernetesExporter.export(design, toExportOptions())
}

function contentOf(design: Design, path: string): string {
  return exported(design).files.find((file) => file.path === path)?.content ?? expect.fail(`there is no file ${path}`)
}

/** The objects of a file by their kind; of several of one kind, the first. */
function objectsIn(design: Design, path: string): Objects {
  const objects = parseAllDocuments(contentOf(design, path)).map((document) => document.toJS())
  return Object.fromEntries(objects.reverse().map((object) => [object.kind, object]))
}
