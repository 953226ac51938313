import * as fc from 'fast-check'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { parseAllDocuments, parse as parseYaml } from 'yaml'
import type { Design } from '../design/design.ts'
import { cdkExporter } from './cdk/cdk.ts'
import { composeExporter } from './compose/compose.ts'
import type { ExportedFile, Exporter } from './exporter.ts'
import { strangeDesign, strangeIds, strangeTexts } from './fixtures/strange-names.ts'
import { kubernetesExporter } from './kubernetes/kubernetes.ts'

/** Whatever a design may be called, an export says it back as it was. */

const filesOf = (exporter: Exporter, design: Design): ExportedFile[] =>
  exporter.export(design, { runtimeBundle: '// runtime\n', newSecret: () => 's3cret', version: '1', designFolder: '.' }).files

/** Any of the strange texts, two of them together, or what chance makes; a variable holds no NUL. */
const text = fc
  .oneof(
    fc.constantFrom(...strangeTexts),
    fc.tuple(fc.constantFrom(...strangeTexts), fc.constantFrom(...strangeTexts)).map(([a, b]) => a + b),
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  )
  .filter((each) => !each.includes('\0'))
const designs = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...strangeIds), { minLength: 5 }), fc.array(text, { minLength: 7, maxLength: 12 }))
  .map(([ids, texts]) => ({ ids, design: strangeDesign(ids, texts) }))

function expectedOf(design: Design, id: string): Record<string, unknown> {
  return design.components[id]?.env as Record<string, unknown>
}

test('docker-compose: the file is read back with every service and every text', () => {
  fc.assert(
    fc.property(designs, ({ ids, design }) => {
      const file = filesOf(composeExporter, design).find(({ path }) => path === 'compose.yaml')
      const { services } = parseYaml(file?.content ?? '') as { services: Record<string, { environment: Record<string, string> }> }
      for (const id of ids) {
        // Compose reads $$ as a dollar.
        const read = Object.entries(services[id]?.environment ?? {}).map(([name, value]) => [name, String(value).replaceAll('$$', '$')])
        expect(Object.fromEntries(read)).toMatchObject(expectedOf(design, id))
      }
    }),
    { numRuns: 60, seed: 11 },
  )
})

interface Manifest {
  kind?: string
  metadata: { name: string }
  spec: { template: { spec: { containers: { env?: { name: string; value?: string }[] }[] } } }
}

test('Kubernetes: every manifest is read back, and variables are as they were', () => {
  fc.assert(
    fc.property(designs, ({ ids, design }) => {
      const manifests = filesOf(kubernetesExporter, design)
        .filter(({ path }) => path.endsWith('.yaml'))
        .flatMap(({ path, content }) =>
          parseAllDocuments(content).map((document) => {
            expect(document.errors, path).toEqual([])
            return document.toJS() as Manifest
          }),
        )
      for (const id of ids) {
        const deployment = manifests.find((manifest) => manifest?.kind === 'Deployment' && manifest.metadata.name === id)
        const env = deployment?.spec.template.spec.containers[0]?.env ?? []
        // Kubernetes reads $$ as a dollar.
        const read = Object.fromEntries(env.map(({ name, value = '' }) => [name, value.replaceAll('$$', '$')]))
        expect(read).toMatchObject(expectedOf(design, id))
      }
    }),
    { numRuns: 60, seed: 12 },
  )
})

test('AWS CDK: every file is TypeScript, and holds each text as a literal', () => {
  fc.assert(
    fc.property(designs, ({ design }) => {
      for (const { path, content } of filesOf(cdkExporter, design)) {
        if (!path.endsWith('.ts')) continue
        const { errors } = parseSync(path, content)
        if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}\n${content}`)
      }
    }),
    { numRuns: 30, seed: 13 },
  )
})
