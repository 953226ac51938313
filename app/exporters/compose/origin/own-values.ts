import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseAllDocuments, Scalar, type YAMLMap } from 'yaml'
import { editMap } from '../../../design/edit-text.ts'
import { applySplices, type Splice } from '../../../design/splices.ts'
import { isSame } from '../../../design/value-at.ts'
import { keyText, toScalarValue } from '../../../importers/compose/scalar-value.ts'
import { composeLayout } from './layout.ts'

/** What a file itself says, as plain values to change: variables as written, and nothing of what is merged into a map. */
export type Own = Record<string, unknown>

/** A text whose plain values can be changed, document by document. */
export interface OpenText {
  documents: { root: Own; whole(): Own }[]
  /** The text with what was changed in the values; it stays as it was elsewhere. */
  close(): string
}

/**
 * `root`: what a document says, to be changed; what stands below keys of the person's own (`x-…`), in the file or in a service, is
 * shared with others and is not. `whole`: the same values with all that is merged into the maps (`<<`), to be read alone.
 */
export function openText(text: string): OpenText {
  const parsed = parseAllDocuments(text, { version: '1.2', schema: 'failsafe', merge: false, uniqueKeys: false, logLevel: 'silent' })
  const open = (Array.isArray(parsed) ? parsed : []).flatMap(({ contents: map }) => {
    if (!isMap(map)) return []
    const before = readOwn(map) as Own
    let merged: Own | undefined
    const whole = () => {
      merged ??= readOwn(map, false) as Own
      return merged
    }
    return [{ map, before, root: copyProject(before), whole }]
  })
  return {
    documents: open,
    close() {
      const splices: Splice[] = []
      for (const { map, before, root } of open) {
        if (isSame(before, root)) continue
        editMap({ text, layout: composeLayout(text), splices, sourceIndexes: new WeakMap() }, map as unknown as YAMLMap, before, root, [])
      }
      return applySplices(text, splices)
    },
  }
}

/** Merged entries are left out of a map that is edited, and taken in where an alias will be written out as a whole. */
function readOwn(root: unknown, ownAlone = true): unknown {
  const anchors = new Map<string, Node>()
  // What aliases share is one value here too: written out, it may be a million times as much.
  const done = { own: new Map<Node, unknown>(), whole: new Map<Node, unknown>() }
  const read = (node: unknown, own: boolean, depth = 0): unknown => {
    if (!isNode(node) || depth > 64) return null
    if (isAlias(node)) return read(anchors.get(node.source), false, depth + 1)
    if ('anchor' in node && node.anchor) anchors.set(node.anchor, node)
    if (!isSeq(node) && !isMap(node)) return isScalar(node) ? readScalar(node) : null
    const known = done[own ? 'own' : 'whole']
    const there = known.get(node)
    if (there !== undefined) return there
    const value = isSeq(node) ? node.items.map((item) => read(item, own, depth + 1)) : readMap(node, own, depth)
    known.set(node, value)
    return value
  }
  const readMap = (map: YAMLMap, own: boolean, depth: number): Own => {
    const result: Own = {}
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? keyText(key.value) : ''
      const inner = read(value, own, depth + 1)
      if (name === '<<' || name === '__proto__') {
        if (name === '<<' && !own)
          for (const each of Array.isArray(inner) ? inner : [inner]) Object.assign(result, { ...(each as Own), ...result })
      } else result[name] = inner
    }
    return result
  }
  return read(root, ownAlone)
}

function readScalar({ value, type, tag }: Scalar): unknown {
  const text = String(value ?? '')
  return type === Scalar.PLAIN || type === undefined ? toScalarValue(text, true, tag) : text
}

/** A configuration to be changed. What stands below keys of the person's own is not, and stays shared. */
export function copyProject(root: Own): Own {
  const copied = Object.entries(root).map(([key, value]) => {
    if (key !== 'services' || !isOwn(value)) return [key, key.startsWith('x-') ? value : copy(value)]
    const services = Object.entries(value).map(([name, service]) => [name, isOwn(service) ? copyService(service) : copy(service)])
    return [key, Object.fromEntries(services)]
  })
  return Object.fromEntries(copied)
}

function copyService(service: Own): Own {
  return Object.fromEntries(Object.entries(service).map(([key, value]) => [key, key.startsWith('x-') ? value : copy(value)]))
}

export function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]))
}

export function mapAt(root: Own, ...path: string[]): Own | undefined {
  let current: unknown = root
  for (const step of path) current = isOwn(current) && Object.hasOwn(current, step) ? current[step] : undefined
  return isOwn(current) ? current : undefined
}

/** The map at a path, made where it is not there. */
export function openMap(root: Own, ...path: string[]): Own {
  let current = root
  for (const step of path) {
    if (!isOwn(current[step]) || !Object.hasOwn(current, step)) current[step] = {}
    current = current[step] as Own
  }
  return current
}

export function isOwn(value: unknown): value is Own {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
