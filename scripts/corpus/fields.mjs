// Every field of every service of the corpus, in what is exported to Kubernetes or in its losses.
import { readStated } from '../../app/exporters/imported/read-stated.ts'
import { droppedFields } from '../../app/exporters/kubernetes/fixtures/dropped-fields.ts'
import { kubernetesExporter } from '../../app/exporters/kubernetes/kubernetes.ts'
import { importModel } from '../../app/importers/compose/compose.ts'
import { entriesOf } from '../../app/importers/compose/tree.ts'
import { listForImport, readForImport } from '../../main/files/import-reader.ts'
import { readCorpus } from './cases.mjs'

/** `services`: how many were looked at. `dropped`: fields that came out nowhere, each with its case. */
export function measureFields(corpus, isWanted = () => true) {
  const dropped = []
  let services = 0
  for (const { name, files, folder } of readCorpus(corpus).filter((each) => isWanted(each.name))) {
    const order = { files, read: readForImport, list: listForImport, environment: {}, designFolder: folder }
    const { design, model } = importModel(order)
    if (!design || !model) continue
    const places = { design: folder, out: `${folder}/exported`, read: readForImport, list: listForImport, environment: () => undefined }
    const written = toPlain(model.root).services ?? {}
    services += Object.keys(written).length
    const { stated } = readStated(design, places)
    const made = kubernetesExporter.export(design, { runtimeBundle: '', version: '0.0.0', newSecret: () => 'made', places })
    for (const each of droppedFields(written, design, stated, made)) dropped.push({ name, ...each })
  }
  const missed = dropped.map(({ name, component, field }) => `${name}: ${component}.${field} is in no manifest and no loss`)
  return { services, dropped, missed }
}

// Values as Compose comes to them, with its variables replaced.
function toPlain(node) {
  if (node.type === 'list') return node.items.map(toPlain)
  return node.type === 'map' ? Object.fromEntries(entriesOf(node).map(([key, value]) => [key, toPlain(value)])) : node.value
}
