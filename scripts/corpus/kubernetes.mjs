// Imports chosen by a seed, exported to Kubernetes in both forms: kustomize has to build the base and every overlay, Helm to find no
// fault in the chart and to render it, and every object has to keep the published schema of its kind.
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { helmExporter } from '../../app/exporters/helm/helm.ts'
import { kubernetesExporter } from '../../app/exporters/kubernetes/kubernetes.ts'
import { violations } from '../../main/fixtures/manifest-violations.ts'
import { exportInto } from '../../main/handlers/exports.ts'
import { run } from '../setup/shell.mjs'
import { importInto } from './import-into.mjs'
import { shuffled } from './shuffled.mjs'

const means = {
  exporters: [kubernetesExporter, helmExporter],
  runtimeBundle: import.meta.filename,
  predictWorker: '',
  version: '0.0.0',
  newSecret: () => 'new',
}
const builds = ['base', join('overlays', 'local'), join('overlays', 'production')]
const longestLine = 300

// { tried, failed, objects, lines } of so many imports that are sound designs; the lines say what failed.
export async function tryKubernetes(cases, workplace, { seed, count, kubectl, helm }) {
  const all = { tried: 0, failed: 0, objects: 0, lines: [] }
  for (const one of shuffled(cases, seed)) {
    if (all.tried === count) break
    const place = workplace.nextFolder()
    const made = await importInto(one, join(place, 'design', 'a.microcosm.yaml'))
    if (!made) continue
    all.tried += 1
    const { objects, faults } = await tryOne(made, place, { kubectl, helm })
    all.objects += objects
    if (faults.length > 0) all.failed += 1
    all.lines.push(...faults.map((fault) => `${one.name}: ${fault.slice(0, longestLine)}`))
  }
  return all
}

async function tryOne({ path, text }, place, { kubectl, helm }) {
  const [manifests, chart] = [join(place, 'kubernetes'), join(place, 'chart')]
  await exportInto({ folder: manifests, text, to: 'kubernetes', path }, means)
  await exportInto({ folder: chart, text, to: 'helm', path }, means)
  const commands = [
    ...builds.map((build) => [build, kubectl, ['kustomize', join(manifests, build)]]),
    ['helm template', helm, ['template', 'a-release', chart]],
  ]
  const faults = []
  let objects = 0
  const lint = await run(helm, ['lint', '--strict', '--quiet', chart])
  if (!lint.ok) faults.push(`helm lint: ${lint.stdout.trim()}`)
  for (const [what, program, args] of commands) {
    const result = await run(program, args)
    if (!result.ok) faults.push(`${what}: ${result.stderr.trim()}`)
    for (const object of parseAllDocuments(result.stdout).flatMap((document) => document.toJS() ?? [])) {
      objects += 1
      const fault = await violations(object)
      if (fault !== '') faults.push(`${what}: ${object.kind} ${object.metadata?.name}: ${fault}`)
    }
  }
  return { objects, faults }
}
