import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import type { Design } from '../app/design/design.ts'
import { awkwardDesign } from '../app/exporters/compose/fixtures/awkward-design.ts'
import type { ExportPlaces } from '../app/exporters/exporter.ts'
import { arbitrarySoundDesign } from '../app/exporters/fixtures/arbitrary-sound-design.ts'
import { oneOfEachKind } from '../app/exporters/fixtures/one-of-each-kind.ts'
import { helmExporter } from '../app/exporters/helm/helm.ts'
import { imported, imports } from '../app/exporters/imported/fixtures/imported.ts'
import { kubernetesExporter } from '../app/exporters/kubernetes/kubernetes.ts'
import { writeExport } from './files/export-folder.ts'
import { toSoundDesign } from './files/sound-design.ts'
import { type Built, modules, violations } from './fixtures/manifest-violations.ts'
import { renderTemplate } from './fixtures/render-template.ts'
import { newSecret } from './new-secret.ts'

/**
 * What the exporter writes, built by kubectl and held against the published schemas in two ways: their values by the validators
 * of kubernetes-models, which let unknown fields pass, and their fields by the compiler, as literals of the same packages' types.
 */

const execute = promisify(execFile)
const kubectl = process.env.MICROCOSM_KUBECTL ?? 'kubectl'
const skipped = process.env.MICROCOSM_SKIP_KUBECTL
const helm = process.env.MICROCOSM_HELM ?? resolve('.cache', 'helm', 'helm', 'helm')
const withoutHelm = process.env.MICROCOSM_SKIP_HELM
const examples = join('assets', 'examples')
const builds = ['base', join('overlays', 'local'), join('overlays', 'production')]

describe.skipIf(skipped)(skipped ? `exported manifests (skipped: ${skipped})` : 'exported manifests', async () => {
  let root = ''
  beforeAll(async () => {
    // Beneath the project, so that the compiler finds the packages.
    await mkdir('.cache', { recursive: true })
    root = await mkdtemp(resolve('.cache', 'kubernetes-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))

  const files = (await readdir(examples)).filter((name) => name.endsWith('.microcosm.yaml'))
  const designs: [string, Design, (ExportPlaces | undefined)?][] = [
    ...(await Promise.all(
      files.map(async (name) => [name, toSoundDesign(await readFile(join(examples, name), 'utf8'))] as [string, Design]),
    )),
    ['one of each kind', oneOfEachKind()],
    ['an awkward design', awkwardDesign],
    ...Object.entries(imports).map(([name, texts]): [string, Design, ExportPlaces | undefined] => {
      const { design, options } = imported(texts)
      return [name, design, options.places]
    }),
    ...fc
      .sample(arbitrarySoundDesign, { numRuns: 6, seed: 20 })
      .map((design, index) => [`random design ${index}`, design] as [string, Design]),
  ]

  test('are built by kubectl, keep the schemas, and have no field that the schemas do not know', async () => {
    const objects: { where: string; object: Built }[] = []
    for (const [name, design, places] of designs) {
      for (const { build, object } of await built(design, places))
        objects.push({ where: `${name}, ${build}: ${object.kind} ${object.metadata.name}`, object })
    }
    expect(objects.length).toBeGreaterThan(200)
    for (const { where, object } of objects) expect(await violations(object), where).toBe('')
    expect(await unknownFields(objects)).toBe('')
  }, 300_000)

  test('the Helm chart comes to the same objects as the production overlay', async () => {
    for (const [name, design, places] of designs) {
      const objects = await built(design, places)
      const of = (build: string) =>
        new Map(objects.filter((each) => each.build === build).map(({ object }) => [keyOf(object), withoutRelease(object)]))
      const [production, chart] = [of(join('overlays', 'production')), of('helm')]
      expect([...chart.keys()].sort(), name).toEqual([...production.keys()].filter((key) => !key.startsWith('Namespace')).sort())
      for (const [key, object] of chart) expect(object, `${name}: ${key}`).toEqual(production.get(key))
    }
  }, 300_000)

  test.skipIf(withoutHelm)(
    `Helm finds no fault in the charts, and renders what our own reading of them comes to${withoutHelm ? ` (skipped: ${withoutHelm})` : ''}`,
    async () => {
      for (const [name, design, places] of designs) {
        const folder = await mkdtemp(join(root, 'chart-'))
        await writeExport(folder, chartOf(design, places), { to: 'helm', edited: 'refuse' })
        await execute(helm, ['lint', '--strict', '--quiet', folder]).catch(({ stdout }) => expect.fail(`${name}: ${stdout}`))
        const { stdout } = await execute(helm, ['template', 'a-release', folder], { maxBuffer: 64 * 2 ** 20 })
        const objects = parseAllDocuments(stdout).flatMap((document) => (document.toJS() as Built | null) ?? [])
        const sorted = (list: Built[]) => Object.fromEntries(list.map((object) => [keyOf(object), object]))
        expect(sorted(objects), name).toEqual(sorted(rendered(design, places)))
      }
    },
    300_000,
  )

  test('the checks see what they are for', async () => {
    const good = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: [{ port: 80 }] } }
    expect(await violations(good)).toBe('')
    expect(await unknownFields([{ where: 'good', object: good }])).toBe('')
    expect(await violations({ ...good, apiVersion: 'extensions/v1beta1' })).toContain('is no kind that may be exported')
    expect(await violations({ ...good, spec: { ports: [{ port: 'eighty' }] } } as Built)).toContain('port')
    expect(await unknownFields([{ where: 'bad', object: { ...good, spec: { portz: [] } } as Built }])).toContain('portz')
  }, 60_000)

  async function built(design: Design, places?: ExportPlaces): Promise<{ build: string; object: Built }[]> {
    const folder = await mkdtemp(join(root, 'export-'))
    const { files: written } = kubernetesExporter.export(design, {
      runtimeBundle: '// The runtime.\n',
      newSecret,
      version: '0.0.0',
      ...(places ? { places } : {}),
    })
    await writeExport(folder, written, { to: 'kubernetes', edited: 'refuse' })
    const objects = await Promise.all(
      builds.map(async (build) => {
        const { stdout } = await execute(kubectl, ['kustomize', join(folder, build)], { maxBuffer: 64 * 2 ** 20 })
        return parseAllDocuments(stdout).map((document) => ({ build, object: document.toJS() as Built }))
      }),
    )
    return [...objects.flat(), ...rendered(design, places).map((object) => ({ build: 'helm', object }))]
  }

  function chartOf(design: Design, places?: ExportPlaces) {
    return helmExporter.export(design, { runtimeBundle: '', newSecret, version: '0.0.0', ...(places ? { places } : {}) }).files
  }

  /** What the chart of the same design comes to with its own values. */
  function rendered(design: Design, places?: ExportPlaces): Built[] {
    const texts = new Map(chartOf(design, places).map(({ path, content }) => [path, content]))
    const values = parse(texts.get('values.yaml') ?? '')
    return [...texts]
      .filter(([path]) => path.startsWith('templates/'))
      .flatMap(([, text]) => parseAllDocuments(renderTemplate(text, values, texts)).map((document) => document.toJS() as Built))
  }

  /** The objects as literals of the types, which the compiler holds to the fields they have. */
  async function unknownFields(objects: { where: string; object: Built }[]): Promise<string> {
    const folder = await mkdtemp(join(root, 'literals-'))
    const imports = Object.entries(modules).map(([known, module]) => `import type { I${nameOf(known)} } from '${module}'`)
    const literals = objects.map(
      ({ where, object }, index) =>
        `// ${JSON.stringify(where)}\nexport const o${index}: I${object.kind} = ${JSON.stringify(object, null, 1)}`,
    )
    const options = {
      strict: true,
      exactOptionalPropertyTypes: false,
      noEmit: true,
      module: 'preserve',
      moduleResolution: 'bundler',
      skipLibCheck: true,
      types: [],
    }
    await writeFile(join(folder, 'literals.ts'), [...imports, ...literals].join('\n'))
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['literals.ts'] }))
    const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
    return execute(process.execPath, [compiler, '-p', folder], { maxBuffer: 64 * 2 ** 20 }).then(
      () => '',
      (failure: { stdout: string }) => failure.stdout,
    )
  }
})

const unhashed = (name: string) => name.replace(/-(?:[bcdfghkmt2456789]{10})$/, '')
const keyOf = ({ kind, metadata }: Built) => `${kind} ${kind === 'ConfigMap' ? unhashed(metadata.name) : metadata.name}`

/** Without what each of the two adds of its own: labels of who manages it, checksums, hooks, hashes of ConfigMaps, the namespace. */
function withoutRelease(object: Built): unknown {
  const text = JSON.stringify({
    ...object,
    metadata: { name: object.kind === 'ConfigMap' ? unhashed(object.metadata.name) : object.metadata.name },
  })
  const plain = JSON.parse(text, (key, value) => {
    if (key === 'configMap' && typeof value?.name === 'string') return { ...value, name: unhashed(value.name) }
    if (key === 'image' && !/[:@][^/]*$/.test(value)) return `${value}:latest`
    if (key === 'template' || key === 'volumeClaimTemplates') return withoutLabels(value)
    return value
  })
  return plain
}

// biome-ignore lint/suspicious/noExplicitAny: a part of any object.
function withoutLabels(template: any): unknown {
  if (Array.isArray(template)) return template.map(withoutLabels)
  return { ...template, metadata: template.metadata?.name ? { name: template.metadata.name } : {} }
}

function nameOf(known: string): string {
  return known.slice(known.lastIndexOf('/') + 1)
}
