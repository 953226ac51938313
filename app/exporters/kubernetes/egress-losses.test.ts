import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { imported } from '../imported/fixtures/imported.ts'
import { media, shop } from '../imported/fixtures/systems.ts'
import { kubernetesExporter } from './kubernetes.ts'

test('what an image fetches as it starts is let through, and said', () => {
  const { design, options } = imported({
    'compose.yaml': 'services: { grafana: { image: "grafana/grafana:12.3.1", environment: { GF_INSTALL_PLUGINS: a-panel } } }',
  })
  const { files, losses } = kubernetesExporter.export(design, options)
  const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  const policy = parseAllDocuments(textOf('base/grafana.yaml'))
    .map((document) => document.toJS())
    .find(({ kind }) => kind === 'NetworkPolicy')
  expect(policy.spec.egress).toMatchObject([{ ports: [{ protocol: 'TCP', port: 443 }] }])
  expect(textOf('README.md')).toContain('| `grafana` | public addresses | 443 | `GF_INSTALL_PLUGINS` |')
  expect(losses).toContainEqual({
    where: 'grafana',
    what: 'GF_INSTALL_PLUGINS has it fetch something as it starts: it may call public addresses over HTTPS.',
  })
})

test('of settings that could not be read it is said that whom they name is closed', () => {
  const { design, options } = imported({
    'compose.yaml': 'services: { tempo: { image: "grafana/tempo:2.9.0", volumes: ["./tempo.yaml:/etc/tempo.yaml"] } }',
  })
  expect(kubernetesExporter.export(design, options).losses).toContainEqual({
    where: 'tempo',
    what: 'Whom it calls by /etc/tempo.yaml is not known, since that could not be read: the policies let it call nobody.',
  })
})

test.each([
  ['PAY_URL', 'https://api.pay.io/v1', /names api\.pay\.io:443, .* let it call nobody/],
  ['SMTP_HOST', 'smtp.acme.io', /names smtp\.acme\.io, .* let it call nobody/],
  ['BACK', 'http://host.docker.internal:9000', /names host\.docker\.internal, the machine of Compose/],
  ['MODULE', 'shop.settings.prod', undefined],
  ['DB_HOST', 'db.shop.svc.cluster.local', undefined],
  ['BIND_ADDR', '10.0.0.1:80', undefined],
])('%s=%s leads out of the cluster where nothing is drawn', (name, value, told) => {
  expect(namesIn({ [name]: value })).toEqual(told ? [expect.stringMatching(told)] : [])
})

test('where calls go out anyway, only other ports than that of HTTPS are told of', () => {
  expect(namesIn({ PAY_URL: 'https://api.pay.io/v1' }, true)).toEqual([])
  expect(namesIn({ MAIL: 'smtp://u@smtp.acme.io:587' }, true)).toEqual([expect.stringMatching(/smtp\.acme\.io:587, .* on port 443 alone/)])
})

test('a machine with an address of its own is told of, and its policy', () => {
  expect(lossesOf(media)).toContain(
    'sfu: It is told that relay.example.org is at 192.0.2.7, where the policies let it call nobody: add a policy if its program calls it.',
  )
})

test('what nobody is drawn to call is told of, with its ports, and what is called is not', () => {
  const texts = {
    'compose.yaml': 'services: { web: { image: "acme/web:1", ports: ["80:80"] }, tempo: { image: "grafana/tempo:2.9.0", expose: [3200] } }',
  }
  expect(lossesOf(texts).filter((what) => what.includes('no pod may reach it'))).toEqual([
    'tempo: It answers at 3200 and nothing that calls it is drawn, so no pod may reach it, and nobody from outside; kubectl port-forward does.',
  ])
})

test('each published port that no route leads to is told of, beside one that has a route', () => {
  expect(lossesOf(shop)).toContain(
    'web: It is called from outside over tcp-443, which no HTTPRoute carries: publish its port 443 as your cluster does that.',
  )
  expect(lossesOf(media)).toContain(
    'dns: It is called from outside over udp-53, which no HTTPRoute carries: publish its port 53 of UDP as your cluster does that.',
  )
})

test('of the configuration of an imported gateway nothing is told that holds for ours alone', () => {
  const { design, options } = imported(shop)
  const connections = (design.connections ?? []).map((each) => (each.from === 'web' ? { ...each, timeout: '2s' } : each))
  const told = kubernetesExporter.export({ ...design, connections }, options).losses.map(({ where, what }) => `${where}: ${what}`)
  expect(told.filter((what) => /is_balancer|nginx (?:waits|counts)/.test(what))).toEqual([])
  expect(told).toContain('web->api: timeout: for the configuration of web to say, which is the one of its files.')
})

test('a job that waits for others is tried for as long as they may take', () => {
  const { design, options } = imported(shop)
  const text = kubernetesExporter.export(design, options).files.find(({ path }) => path === 'base/migrate.yaml')?.content ?? ''
  expect(parseAllDocuments(text)[0]?.toJS().spec.backoffLimit).toBe(6)
})

function lossesOf(texts: Record<string, string>): string[] {
  const { design, options } = imported(texts)
  return kubernetesExporter.export(design, options).losses.map(({ where, what }) => `${where}: ${what}`)
}

function namesIn(env: Record<string, string>, isOpen = false): string[] {
  const design: Design = {
    microcosm: 1,
    components: { api: { kind: 'service', image: 'acme/api:1', env }, stripe: { kind: 'external' } },
    connections: isOpen ? [{ from: 'api', to: 'stripe', protocol: 'http' }] : [],
  }
  return kubernetesExporter
    .export(design, toExportOptions())
    .losses.flatMap(({ where, what }) => (where === 'api' && what.includes(' names ') ? [what] : []))
}
