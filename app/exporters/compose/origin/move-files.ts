import { renderInline } from '../../../design/render-yaml.ts'
import { applySplices, type Splice } from '../../../design/splices.ts'
import { mapFilePaths, mapServicePaths, type PathKind } from '../../../importers/compose/file-paths.ts'
import { interpolate } from '../../../importers/compose/interpolate.ts'
import { joinPath } from '../../../importers/compose/paths.ts'
import { readCompose } from '../../../importers/compose/read.ts'
import { Rejection } from '../../../importers/compose/rejection.ts'
import type { Lookup } from '../../../importers/compose/template.ts'
import { child, entriesOf, type MapNode, type Node, type ScalarNode, withEntry, withoutEntry } from '../../../importers/compose/tree.ts'
import { composeLayout } from './layout.ts'
import { mapAt, openText } from './own-values.ts'
import { toScalarSplice } from './scalar-splice.ts'

/**
 * A Compose file's text for another folder: relative paths mean the same there. `folder` is the old one, seen from the new one;
 * `builds` names the services that are built from it without saying so.
 */
export function moveFile(path: string, text: string, folder: string, lookup: Lookup, builds: ReadonlySet<string>): string {
  if (folder === '.') return text
  const splices: Splice[] = []
  const rewritten: Rewritten[] = []
  const seen = new Set<number>()
  const move = (node: ScalarNode, kind: PathKind): Node => {
    if (!seen.has(node.at.start)) splices.push(toScalarSplice(node, movePath(node.raw ?? String(node.value), kind, folder), text))
    seen.add(node.at.start)
    return node
  }
  for (const document of readCompose(path, text).documents) {
    const values = toValues(document, lookup)
    const shared = sharedFields(values, folder)
    rewritten.push(...shared)
    mapFilePaths(withoutFields(values, shared), move)
    splices.push(...contextSplices(values, text, folder, builds))
  }
  return withFields(applySplices(text, splices), rewritten)
}

/** A field of a service with its paths moved. */
interface Rewritten {
  service: string
  field: string
  value: unknown
}

/**
 * Fields whose paths stand under a key of the person's own (`x-base: &base`), from where services take them. What stands there
 * means nothing to Compose and stays as it is; the services say the moved paths themselves.
 */
function sharedFields(model: Node, folder: string): Rewritten[] {
  const own = entriesOf(model).flatMap(([key, { at }]) => (key.startsWith('x-') ? [at] : []))
  const isShared = ({ at }: Node) => own.some(({ start, end }) => at.start >= start && at.start < end)
  return entriesOf(child(model, 'services')).flatMap(([service, node]) =>
    entriesOf(node).flatMap(([field, value]): Rewritten[] => {
      let shared = false
      const one: MapNode = { type: 'map', at: value.at, entries: new Map([[field, { key: value.at, value }]]) }
      const moved = mapServicePaths(one, (path, kind) => {
        shared ||= isShared(path)
        return { ...path, raw: movePath(path.raw ?? String(path.value), kind, folder) }
      })
      return shared ? [{ service, field, value: toWritten(child(moved, field)) }] : []
    }),
  )
}

function withoutFields(model: Node, fields: Rewritten[]): Node {
  const services = child(model, 'services')
  if (model.type !== 'map' || services?.type !== 'map' || fields.length === 0) return model
  let result = services
  for (const { service, field } of fields) {
    const node = child(result, service)
    if (node?.type === 'map') result = withEntry(result, service, withoutEntry(node, field))
  }
  return withEntry(model, 'services', result)
}

function withFields(text: string, fields: Rewritten[]): string {
  if (fields.length === 0) return text
  const { documents, close } = openText(text)
  for (const { root } of documents)
    for (const { service, field, value } of fields) {
      const part = mapAt(root, 'services', service)
      if (part) part[field] = value
    }
  return close()
}

/** As it is to be written: with the variables in it. */
function toWritten(node: Node | undefined): unknown {
  if (node?.type === 'list') return node.items.map(toWritten)
  if (node?.type === 'map') return Object.fromEntries(entriesOf(node).map(([key, value]) => [key, toWritten(value)]))
  return node?.type === 'scalar' ? (node.raw ?? node.value) : null
}

/** What a variable holds decides whether a path is relative; one that cannot be replaced is left as it is. */
function toValues(document: Node, lookup: Lookup): Node {
  try {
    return interpolate(document, lookup)
  } catch (error) {
    if (error instanceof Rejection) return document
    throw error
  }
}

function movePath(raw: string, kind: PathKind, folder: string): string {
  if (kind === 'entry') {
    const at = raw.indexOf('=') + 1
    return raw.slice(0, at) + moveOne(raw.slice(at), folder)
  }
  if (kind === 'path') return moveOne(raw, folder)
  const at = endOfMountSource(raw)
  return moveOne(raw.slice(0, at), folder) + raw.slice(at)
}

/** The first colon that stands in no variable: `${DATA:-./data}:/data`. */
function endOfMountSource(raw: string): number {
  let depth = 0
  for (let at = 0; at < raw.length; at += 1) {
    if (raw.startsWith('${', at)) depth += 1
    else if (raw[at] === '}' && depth > 0) depth -= 1
    else if (raw[at] === ':' && depth === 0) return at
  }
  return raw.length
}

function moveOne(raw: string, folder: string): string {
  const prefix = folder.replaceAll('$', '$$$$')
  const moved = raw.includes('$') ? `${prefix}/${raw.replace(/^(?:\.\/)+/, '')}` : joinPath(prefix, raw)
  const slash = raw.endsWith('/') && !moved.endsWith('/') ? '/' : ''
  // A name alone would be a volume's.
  return `${/^(?:\.{1,2}(?:\/|$)|\/|[A-Za-z]:)/.test(moved) ? moved : `./${moved}`}${slash}`
}

/** A build that names no folder is built from the project's. */
function contextSplices(model: Node, text: string, folder: string, builds: ReadonlySet<string>): Splice[] {
  return entriesOf(child(model, 'services')).flatMap(([name, service]) => {
    const build = child(service, 'build')
    if (build?.type !== 'map' || !builds.has(name)) return []
    const at = firstKeyOf(build)
    if (at === undefined) return []
    const column = at - (text.lastIndexOf('\n', at - 1) + 1)
    const isFlow = text[build.at.start] === '{'
    const context = `context: ${renderInline(joinPath(folder, '.'), composeLayout(text))}`
    return [{ start: at, end: at, text: isFlow ? `${context}, ` : `${context}${composeLayout(text).eol}${' '.repeat(column)}` }]
  })
}

function firstKeyOf(map: MapNode): number | undefined {
  return [...map.entries.values()].map(({ key }) => key.start).sort((a, b) => a - b)[0]
}
