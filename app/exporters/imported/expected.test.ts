import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { cdkExporter } from '../cdk/cdk.ts'
import type { Export } from '../exporter.ts'
import { kubernetesExporter } from '../kubernetes/kubernetes.ts'
import { imported } from './fixtures/imported.ts'
import { circles, media, shop, workers } from './fixtures/systems.ts'

/** Line by line, what the owner of such a system looks for in the exports of its import. */

// biome-ignore lint/suspicious/noExplicitAny: the objects are read as they stand in the files.
type Object = any

function exportsOf(texts: Record<string, string>, variables: Record<string, string> = {}) {
  const { design, options } = imported(texts, variables)
  const kubernetes = kubernetesExporter.export(design, options)
  const cdk = cdkExporter.export(design, options)
  return { design, kubernetes, cdk, said: (made: Export) => made.losses.map(({ where, what }) => `${where}: ${what}`) }
}

const textOf = ({ files }: Export, path: string) => files.find((file) => file.path === path)?.content ?? expect.fail(`no file ${path}`)

function objectIn(made: Export, path: string, kind: string): Object {
  const objects: Object[] = parseAllDocuments(textOf(made, path)).map((document) => document.toJS())
  return objects.find((object) => object.kind === kind) ?? expect.fail(`${path} has no ${kind}`)
}

const podOf = (made: Export, id: string, kind = 'Deployment') => objectIn(made, `base/${id}.yaml`, kind).spec.template.spec
const policyOf = (made: Export, id: string) => objectIn(made, `base/${id}.yaml`, 'NetworkPolicy').spec
/** Who may come in, by the names of their pods. */
const callersIn = (made: Export, id: string): string[] =>
  (policyOf(made, id).ingress ?? []).flatMap(({ from }: Object) =>
    from.map(({ podSelector }: Object) => podSelector?.matchLabels?.['app.kubernetes.io/name'] ?? 'anybody'),
  )

describe('a shop with much that a design has no word for', () => {
  const { kubernetes, cdk, said } = exportsOf(shop)

  test('has its files, its data and its secret where its program looks for them', () => {
    const { containers, volumes, shareProcessNamespace } = podOf(kubernetes, 'api')
    expect(shareProcessNamespace).toBe(true)
    const nameAt = (path: string) => containers[0].volumeMounts.find(({ mountPath }: Object) => mountPath === path)?.name
    const volumeAt = (path: string) => volumes.find(({ name }: Object) => name === nameAt(path))
    expect(volumeAt('/srv/uploads')).toMatchObject({ persistentVolumeClaim: { claimName: 'api-uploads' } })
    expect(volumeAt('/srv/settings.json')).toMatchObject({ configMap: { name: 'api-config' } })
    expect(volumeAt('/srv/flags.json')).toMatchObject({ configMap: { name: 'api-config' } })
    expect(volumeAt('/run/secrets/jwt')).toMatchObject({ secret: { secretName: 'project', items: [{ key: 'JWT', path: 'JWT' }] } })
    expect(textOf(kubernetes, 'base/config/api/settings.json')).toBe(shop['settings.json'])
    expect(textOf(kubernetes, 'base/config/api/flags.json')).toBe('{}')
    expect(said(cdk)).toContainEqual('api: jwt holds a secret and stands nowhere: have the program read "jwt" from Secrets Manager.')
    for (const [path, text] of Object.entries({ 'settings.json': shop['settings.json'], 'flags.json': '{}' }))
      expect(textOf(cdk, `images/api/${path}`)).toBe(text)
  })

  test('keeps its gateway with its own settings, its certificates and both ports', () => {
    const [web] = podOf(kubernetes, 'web').containers
    const paths = web.volumeMounts.map(({ mountPath }: Object) => mountPath)
    expect(paths).toEqual(expect.arrayContaining(['/etc/nginx/nginx.conf', '/etc/nginx/certs']))
    const ports = objectIn(kubernetes, 'base/web.yaml', 'Service').spec.ports.map(({ port }: Object) => port)
    expect(ports).toEqual([80, 443])
    const image = textOf(cdk, 'images/web/Dockerfile')
    for (const path of ['/etc/nginx/nginx.conf', '/etc/nginx/certs/ca.pem']) expect(image).toContain(`"${path}"`)
    expect(said(cdk)).toContainEqual(expect.stringMatching(/^web: ports\[0\] .*443\/tcp/))
  })

  test('signs in at its database as the user of its files, from every program', () => {
    const [db] = podOf(kubernetes, 'db', 'StatefulSet').containers
    expect(db.volumeMounts.map(({ mountPath }: Object) => mountPath)).toEqual(
      expect.arrayContaining(['/var/lib/postgresql/data', '/docker-entrypoint-initdb.d/init.sql']),
    )
    expect(db.readinessProbe).toMatchObject({ exec: { command: ['/bin/sh', '-c', 'pg_isready -U app'] }, periodSeconds: 5 })
    const [migrate] = podOf(kubernetes, 'migrate', 'Job').containers
    expect(migrate.args).toEqual(['npm', 'run', 'migrate'])
    expect(migrate.env).toContainEqual({ name: 'DATABASE_URL', value: 'postgres://app:$(DB_POSTGRES_PASSWORD)@db:5432/app' })
    expect(said(cdk)).toContainEqual(expect.stringMatching(/^db: .*volumes\[1\] .*it is a managed service there/))
  })
})

test('a broker, a cache and a database let in whoever uses them, and nobody else', () => {
  const { kubernetes } = exportsOf(workers)
  expect(callersIn(kubernetes, 'mq')).toEqual(['web', 'worker', 'beat'])
  expect(callersIn(kubernetes, 'cache')).toEqual(['web', 'worker', 'beat'])
  expect(callersIn(kubernetes, 'db')).toEqual(['web', 'worker', 'beat'])
})

test('what cannot be drawn is let in at its end too, and what AWS runs is said to call nobody', () => {
  const { kubernetes, cdk, said } = exportsOf(circles)
  expect(callersIn(kubernetes, 'zoo')).toEqual(['broker'])
  expect(callersIn(kubernetes, 'plugins')).toEqual(['api'])
  expect(callersIn(kubernetes, 'api')).toEqual(['plugins'])
  const services = textOf(cdk, 'lib/services-stack.ts')
  expect(services).toContain('this.api.calls(this.plugins);')
  expect(services).toContain('this.plugins.reaches(this.api);')
  expect(said(cdk)).toContainEqual('broker: Its files have it call zoo, and what AWS runs calls nothing of yours: nobody calls zoo there.')
})

test('a port over UDP stands in its Service as such, and is asked by no probe', () => {
  const { kubernetes } = exportsOf(media)
  expect(objectIn(kubernetes, 'base/dns.yaml', 'Service').spec.ports).toMatchObject([{ port: 53, protocol: 'UDP' }])
  const [dns] = podOf(kubernetes, 'dns').containers
  expect([dns.startupProbe, dns.readinessProbe, dns.livenessProbe]).toEqual([undefined, undefined, undefined])
  const asked = JSON.stringify(podOf(kubernetes, 'sfu').containers[0].readinessProbe)
  expect(asked).not.toContain('7882')
})

test('one secret of three is one key that all are given, and the database keeps its user and its name', () => {
  const client = `environment: { DB_HOST: db, DB_USER: shop, DB_PASSWORD: "\${SHOP_DB_PASSWORD}" }`
  const { kubernetes } = exportsOf({
    '.env': 'SHOP_DB_PASSWORD=aaaa\n',
    'compose.yaml': `services:
  api: { image: acme/api, ${client} }
  jobs: { image: acme/jobs, ${client} }
  db: { image: "postgres:16", environment: { POSTGRES_USER: shop, POSTGRES_DB: shop, POSTGRES_PASSWORD: "\${SHOP_DB_PASSWORD}" } }
`,
  })
  const secret = { secretKeyRef: { name: 'project', key: 'SHOP_DB_PASSWORD' } }
  const [db] = podOf(kubernetes, 'db', 'StatefulSet').containers
  expect(db.env).toEqual(
    expect.arrayContaining([
      { name: 'POSTGRES_USER', value: 'shop' },
      { name: 'POSTGRES_DB', value: 'shop' },
      { name: 'POSTGRES_PASSWORD', valueFrom: secret },
    ]),
  )
  for (const id of ['api', 'jobs'])
    expect(podOf(kubernetes, id).containers[0].env).toContainEqual({ name: 'DB_PASSWORD', valueFrom: secret })
})
