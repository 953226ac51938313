import { applyExtends } from './extends.ts'
import { applyInclude } from './include.ts'
import { interpolate } from './interpolate.ts'
import { type Loading, lookupIn, noteUnset, type ProjectOrder, parsedFile } from './loading.ts'
import { mergeCompose, withoutTags } from './merge.ts'
import { reject } from './rejection.ts'
import { child, type MapNode, type Node } from './tree.ts'

/** Reads, interpolates, extends, includes and merges the files of one project. */
export function loadProject(loading: Loading, order: ProjectOrder): MapNode {
  let model: MapNode | undefined
  for (const file of order.files) {
    const { source, documents } = parsedFile(loading, file)
    for (const document of documents) {
      const values = interpolate(document, lookupIn(loading, order.variables), (name, node) => noteUnset(loading, name, node))
      if (values.type !== 'map') reject(values, 'A Compose file is a map that begins with "services:".')
      refuseCrowd(values)
      const extended = applyExtends(values, loading, order, source)
      const whole = applyInclude(extended, loading, { ...order, around: [...order.around, file] }, loadProject)
      const merged: Node = model ? mergeCompose(model, whole) : withoutTags(whole)
      if (merged.type === 'map') model = merged
    }
  }
  if (model === undefined) reject({ file: order.files[0] ?? '' }, 'The file is empty; a Compose file begins with "services:".')
  return model
}

/** The largest known project has 60 services; phases that follow one service to the next go that deep. */
const maxServices = 2000

function refuseCrowd(model: MapNode): void {
  const services = child(model, 'services')
  if (services?.type !== 'map' || services.entries.size <= maxServices) return
  reject(services, `The file has ${services.entries.size} services; at most ${maxServices} are read.`)
}
