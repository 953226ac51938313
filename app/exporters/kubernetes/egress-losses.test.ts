import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { imported } from '../imported/fixtures/imported.ts'
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
