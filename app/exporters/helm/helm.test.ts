import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Design } from '../../design/design.ts'
import { toExportOptions } from '../compose/fixtures/export-options.ts'
import { imported, imports } from '../imported/fixtures/imported.ts'
import { builds } from '../imported/fixtures/systems.ts'
import { createExpressions } from './expressions.ts'
import { helmExporter } from './helm.ts'
import { splitImage } from './values.ts'

test.each(Object.entries(imports))('the chart of %s holds no stand-in and no secret', (_name, texts) => {
  const { design, options } = imported(texts)
  const { files } = helmExporter.export(design, options)
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['Chart.yaml', 'values.yaml', 'templates/network-policies.yaml']))
  for (const { path, content } of files.filter(({ path }) => path.startsWith('templates/')))
    expect(content, path).not.toMatch(/MICROCOSM|secret\d/)
})

test('losses of a chart speak of no stand-in', () => {
  const design: Design = {
    microcosm: 1,
    components: { orders: { kind: 'service' }, jobs: { kind: 'rabbitmq' } },
    connections: [{ from: 'orders', to: 'jobs', protocol: 'amqp', mode: 'async' }],
  }
  const told = helmExporter.export(design, toExportOptions()).losses.map(({ what }) => what)
  expect(told.filter((what) => /stand-in|without writing them to disk|overlays/.test(what))).toEqual([])
  expect(told.some((what) => what.startsWith('It has no image yet'))).toBe(true)
})

test('the description of a chart is the name of the design as it stands', () => {
  const design: Design = { microcosm: 1, name: 'Käse & Co_1', components: { jobs: { kind: 'rabbitmq' } } }
  const chart = helmExporter.export(design, toExportOptions()).files.find(({ path }) => path === 'Chart.yaml')?.content
  expect(chart).toContain('description: Käse & Co_1\n')
})

test('README pushes the images where the values look for them', () => {
  const { design, options } = imported(builds)
  const { files } = helmExporter.export(design, options)
  const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? ''
  const reference = 'registry.example.com/project/api:0.1.0'
  expect(textOf('README.md')).toMatch(new RegExp(`docker build .* -t ${reference} [\\s\\S]*docker push ${reference}`))
  expect(textOf('README.md')).not.toContain(':local')
  expect(textOf('values.yaml')).toContain('repository: registry.example.com/project/api\n    tag: 0.1.0')
})

test("what is Go's in a text of the person's is text, and a value of Helm's is quoted", () => {
  const { mark, number, toText } = createExpressions()
  const text = toText([{ said: 'use {{ .Values.x }}', host: mark('.Values.host'), replicas: number('.Values.n') }])
  expect(text).toBe('said: use {{ "{{" }} .Values.x }}\nhost: {{ .Values.host | quote }}\nreplicas: {{ .Values.n }}\n')
})

test('blank lines at the end of a file stay, which Helm takes from the end of a document', () => {
  const { design, options } = imported({
    'compose.yaml': 'services: { api: { image: acme/api, ports: ["80:80"], volumes: ["./a.conf:/etc/a.conf"] } }',
    'a.conf': 'level: info\n\n\n',
  })
  const { files } = helmExporter.export(design, options)
  expect(files.find(({ path }) => path === 'templates/config/api.yaml')?.content).toContain('a.conf: "level: info\\n\\n\\n"')
})

test('a store has no number of replicas to choose, for two of it would each hold a part', () => {
  const design: Design = {
    microcosm: 1,
    components: { api: { kind: 'service' }, cache: { kind: 'redis' }, db: { kind: 'postgres' } },
  }
  const values = helmExporter.export(design, toExportOptions()).files.find(({ path }) => path === 'values.yaml')?.content ?? ''
  expect(parse(values).replicas).toEqual({ api: 1 })
})

test.each([
  ['nginx:1.27', 'nginx', '1.27'],
  ['acme/api', 'acme/api', 'latest'],
  ['registry:5000/acme/api', 'registry:5000/acme/api', 'latest'],
  ['registry:5000/acme/api:2', 'registry:5000/acme/api', '2'],
])('%s is %s at %s', (reference, repository, tag) => {
  expect(splitImage(reference)).toEqual({ repository, tag })
})
