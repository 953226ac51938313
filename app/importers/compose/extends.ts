import { isRemote, mapServicePaths } from './file-paths.ts'
import { interpolate } from './interpolate.ts'
import { type Loading, lookupIn, noteUnset, type ProjectOrder, parsedFile } from './loading.ts'
import { mergeCompose, withoutTags } from './merge.ts'
import { folderOf, joinPath } from './paths.ts'
import { reject } from './rejection.ts'
import { child, entriesOf, type MapNode, type Node, type Source, scalarAt, textOf, withEntry, withoutEntry } from './tree.ts'

/** Third phase, first half: what a service extends is merged beneath it. Paths of another file come to be counted from here. */
export function applyExtends(model: MapNode, loading: Loading, order: ProjectOrder, source: Source): MapNode {
  const services = child(model, 'services')
  if (services?.type !== 'map') return model
  let result = services
  for (const [name] of entriesOf(services)) {
    const resolved = resolve(name, { model, path: source.path, folder: order.folder }, loading, order, [])
    if (resolved && resolved !== services.entries.get(name)?.value) result = withEntry(result, name, resolved)
  }
  return result === services ? model : withEntry(model, 'services', result)
}

/** Three in a row are rare already. */
const longestChain = 50

interface Place {
  model: Node
  path: string
  /** From which paths in it are counted. */
  folder: string
}

function resolve(name: string, place: Place, loading: Loading, order: ProjectOrder, around: string[]): Node | undefined {
  const service = child(place.model, 'services', name)
  const wanted = child(service, 'extends')
  if (service?.type !== 'map' || wanted === undefined) return service
  const here = `${place.path}#${name}`
  if (around.includes(here)) reject(wanted, `Service "${name}" extends itself in a circle.`)
  if (around.length >= longestChain)
    reject(wanted, `Service "${name}" extends another, as do the ${longestChain} before it in a row; that is as far as it is followed.`)
  const baseName = wanted.type === 'map' ? textOf(wanted.entries.get('service')?.value) : textOf(wanted)
  if (baseName === undefined) reject(wanted, `services.${name}.extends must name a service: extends: { service: base }.`)
  const file = textOf(child(wanted, 'file'))
  const from = file === undefined ? place : otherFile(file, wanted, place, loading, order)
  const base = resolve(baseName, from, loading, order, [...around, here])
  if (base === undefined) {
    reject(wanted, `Service "${name}" extends "${baseName}", which ${file === undefined ? 'this file' : file} does not have.`)
  }
  const moved =
    from.folder === place.folder
      ? base
      : mapServicePaths(base, (node, kind) => scalarAt(node.at, moveText(String(node.value), kind, from.folder)))
  return mergeService(withoutTags(moved), withoutEntry(service, 'extends'))
}

function otherFile(file: string, wanted: Node, place: Place, loading: Loading, order: ProjectOrder): Place {
  if (isRemote(file)) reject(wanted, `${file} is not on this machine; only files of this machine are read.`, undefined, 'file')
  const path = joinPath(place.folder, file)
  const read = loading.read(path)
  if ('reason' in read) reject(wanted, `${file} cannot be read: ${read.reason}.`, undefined, 'file')
  const [first, ...rest] = parsedFile(loading, path).documents.map((node) =>
    interpolate(node, lookupIn(loading, order.variables), (name, at) => noteUnset(loading, name, at)),
  )
  if (first === undefined) reject(wanted, `${file} is empty.`)
  return { model: rest.reduce((model, next) => mergeCompose(model, next), first), path, folder: folderOf(path) }
}

function mergeService(base: Node, over: Node): Node {
  return mergeCompose(base, over, ['services', ''])
}

/** A relative path becomes a whole one, so that it means the same wherever it is merged. */
export function moveText(text: string, kind: 'path' | 'mount' | 'entry', folder: string): string {
  if (kind === 'path') return joinPath(folder, text)
  const at = kind === 'mount' ? text.indexOf(':') : text.indexOf('=')
  if (kind === 'mount') return joinPath(folder, text.slice(0, at)) + text.slice(at)
  return text.slice(0, at + 1) + joinPath(folder, text.slice(at + 1))
}
