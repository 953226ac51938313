import { renderInline } from '../../../design/render-yaml.ts'
import { applySplices, type Splice } from '../../../design/splices.ts'
import { mapFilePaths, type PathKind } from '../../../importers/compose/file-paths.ts'
import { interpolate } from '../../../importers/compose/interpolate.ts'
import { joinPath } from '../../../importers/compose/paths.ts'
import { readCompose } from '../../../importers/compose/read.ts'
import { Rejection } from '../../../importers/compose/rejection.ts'
import type { Lookup } from '../../../importers/compose/template.ts'
import { child, entriesOf, type MapNode, type Node, type ScalarNode } from '../../../importers/compose/tree.ts'
import { composeLayout } from './layout.ts'

/**
 * A Compose file's text for another folder: relative paths mean the same there. `folder` is the old one, seen from the new one;
 * `builds` names the services that are built from it without saying so.
 */
export function moveFile(path: string, text: string, folder: string, lookup: Lookup, builds: ReadonlySet<string>): string {
  if (folder === '.') return text
  const splices: Splice[] = []
  const seen = new Set<number>()
  for (const document of readCompose(path, text).documents) {
    const values = toValues(document, lookup)
    mapFilePaths(values, (node, kind) => {
      if (!seen.has(node.at.start)) splices.push(toSplice(node, kind, text, folder))
      seen.add(node.at.start)
      return node
    })
    splices.push(...contextSplices(values, text, folder, builds))
  }
  return applySplices(text, splices)
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

function toSplice(node: ScalarNode, kind: PathKind, text: string, folder: string): Splice {
  const { start, end } = node.at
  const written = text.slice(start, end)
  const quotes = written.startsWith('"') ? 'QUOTE_DOUBLE' : written.startsWith("'") ? 'QUOTE_SINGLE' : undefined
  const moved = movePath(node.raw ?? String(node.value), kind, folder)
  const ending = /\r?\n$/.exec(written)?.[0] ?? ''
  return { start, end, text: renderInline(moved, composeLayout(text), quotes) + ending }
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
