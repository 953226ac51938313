import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseAllDocuments, Scalar, type YAMLMap } from 'yaml'
import { editMap } from '../../../design/edit-text.ts'
import { applySplices, type Splice } from '../../../design/splices.ts'
import { isSame } from '../../../design/value-at.ts'
import { keyText, toScalarValue } from '../../../importers/compose/scalar-value.ts'
import { composeLayout } from './layout.ts'

/** What a file itself says, as plain values to change: variables as written, and nothing of what is merged into a map. */
export type Own = Record<string, unknown>

/**
 * Changes the plain values of every document of a text; the text takes over the difference and stays as it was elsewhere. `whole`:
 * the same values with all that is merged into the maps (`<<`), to be read alone; `document`: which of them it is.
 */
export function editText(text: string, change: (root: Own, whole: () => Own, document: number) => void): string {
  const parsed = parseAllDocuments(text, { version: '1.2', schema: 'failsafe', merge: false, uniqueKeys: false, logLevel: 'silent' })
  const splices: Splice[] = []
  for (const [index, tree] of (Array.isArray(parsed) ? parsed : []).entries()) {
    const map = tree.contents
    if (!isMap(map)) continue
    const before = readOwn(map) as Own
    const after = copy(before) as Own
    change(after, () => readOwn(map, false) as Own, index)
    if (!isSame(before, after)) {
      editMap({ text, layout: composeLayout(text), splices, sourceIndexes: new WeakMap() }, map as unknown as YAMLMap, before, after, [])
    }
  }
  return applySplices(text, splices)
}

/** Merged entries are left out of a map that is edited, and taken in where an alias will be written out as a whole. */
function readOwn(root: unknown, ownAlone = true): unknown {
  const anchors = new Map<string, Node>()
  const read = (node: unknown, own: boolean, depth = 0): unknown => {
    if (!isNode(node) || depth > 64) return null
    if (isAlias(node)) return read(anchors.get(node.source), false, depth + 1)
    if ('anchor' in node && node.anchor) anchors.set(node.anchor, node)
    if (isSeq(node)) return node.items.map((item) => read(item, own, depth + 1))
    if (isMap(node)) return readMap(node, own, depth)
    if (!isScalar(node)) return null
    const text = String(node.value ?? '')
    return node.type === Scalar.PLAIN || node.type === undefined ? toScalarValue(text, true, node.tag) : text
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
