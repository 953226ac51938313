// Every field of every service of the corpus, in what is exported to Kubernetes and to AWS CDK, or in the losses.
import { cdkExporter } from '../../app/exporters/cdk/cdk.ts'
import { witnessInApplication } from '../../app/exporters/cdk/fixtures/application-witness.ts'
import { droppedFields, toMap } from '../../app/exporters/imported/fixtures/dropped-fields.ts'
import { readStated } from '../../app/exporters/imported/read-stated.ts'
import { witnessInManifests } from '../../app/exporters/kubernetes/fixtures/manifest-witness.ts'
import { kubernetesExporter } from '../../app/exporters/kubernetes/kubernetes.ts'
import { importModel } from '../../app/importers/compose/compose.ts'
import { toUnnamedServices } from '../../app/importers/compose/services.ts'
import { entriesOf } from '../../app/importers/compose/tree.ts'
import { listForImport, readForImport } from '../../main/files/import-reader.ts'
import { readCorpus } from './cases.mjs'

const targets = [
  { to: 'Kubernetes', exporter: kubernetesExporter, witnessIn: witnessInManifests, place: 'no manifest' },
  { to: 'CDK', exporter: cdkExporter, witnessIn: witnessInApplication, place: 'no code' },
]

/** `services`: how many were looked at. `dropped`: fields that came out nowhere, each with its case and target; `counted` for each target. */
export function measureFields(corpus, isWanted = () => true) {
  const dropped = []
  let services = 0
  for (const { name, files, folder } of readCorpus(corpus).filter((each) => isWanted(each.name))) {
    const order = { files, read: readForImport, list: listForImport, environment: {}, designFolder: folder }
    const { design, model } = importModel(order)
    if (!design || !model) continue
    const places = { design: folder, out: `${folder}/exported`, read: readForImport, list: listForImport, environment: () => undefined }
    const written = withVariables(toPlain(model.root).services ?? {}, model)
    services += Object.keys(written).length
    const { stated } = readStated(design, places)
    for (const { to, exporter, witnessIn, place } of targets) {
      const made = exporter.export(design, { runtimeBundle: '', version: '0.0.0', newSecret: () => 'made', places })
      const found = droppedFields(written, design, stated, made.losses, witnessIn(made))
      for (const each of found) dropped.push({ name, to, place, ...each })
    }
  }
  const missed = dropped.map(({ name, place, component, field }) => `${name}: ${component}.${field} is in ${place} and no loss`)
  const counted = targets.map(({ to, place }) => ({ to, place, count: dropped.filter((each) => each.to === to).length }))
  return { services, dropped, missed, counted }
}

// Values as Compose comes to them, with its variables replaced.
function toPlain(node) {
  if (node.type === 'list') return node.items.map(toPlain)
  return node.type === 'map' ? Object.fromEntries(entriesOf(node).map(([key, value]) => [key, toPlain(value)])) : node.value
}

// With the variables of files, each of which has to come out as those that stand in the service itself.
function withVariables(services, model) {
  for (const { name, environment } of toUnnamedServices(model)) {
    const own = toMap(services[name].environment)
    const unset = Object.keys(own).filter((variable) => !environment.has(variable))
    const given = [...environment].map(([variable, { value, passed }]) => [variable, passed ? null : value])
    if (given.length > 0 || unset.length > 0)
      services[name].environment = Object.fromEntries([...given, ...unset.map((each) => [each, null])])
  }
  return services
}
