import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { connectionId } from './design.ts'
import type { Editing } from './editing.ts'
import { blocksOfSection, insertEntries, insertItems } from './insert-text.ts'
import { matchLists } from './match-lists.ts'
import { removeEntry, removeItem } from './remove-text.ts'
import { renderAfterKey, renderInline } from './render-yaml.ts'
import { columnOf } from './splices.ts'
import { contentEnd, valueStart } from './text-ranges.ts'
import { definedKeys, isSame } from './value-at.ts'

type Values = Record<string, unknown>

/** Notes the splices that make a map of the text say what the edited map says. */
export function editMap(editing: Editing, map: YAMLMap, before: Values, after: Values, path: readonly string[]): void {
  const renames = holdsIds(path) ? renamedKeys(before, after) : new Map<string, string>()
  const keptOrRenamed = definedKeys(before).map((key) => [key, renames.get(key) ?? key] as const)
  for (const [old, now] of keptOrRenamed) {
    const pair = pairOf(map, old)
    if (!pair) continue
    if (!Object.hasOwn(after, now) || after[now] === undefined) removeEntry(editing, map, pair)
    else {
      if (old !== now) rewriteKey(editing, pair, now)
      if (!isSame(before[old], after[now])) editValue(editing, map, pair, before[old], after[now], [...path, now])
    }
  }
  const known = new Set(keptOrRenamed.map(([, now]) => now))
  const added = definedKeys(after).filter((key) => !known.has(key))
  const broken = added.filter((key) => pairOf(map, key))
  for (const key of broken) editValue(editing, map, pairOf(map, key) as Pair, undefined, after[key], [...path, key])
  const fresh = added.filter((key) => !broken.includes(key)).map((key) => [key, after[key]] as const)
  if (fresh.length > 0) insertEntries(editing, map, fresh, path)
}

function editValue(editing: Editing, map: YAMLMap, pair: Pair, before: unknown, after: unknown, path: readonly string[]): void {
  const node = pair.value
  const filled = isCollection(node) && node.items.length > 0 && isObject(after)
  if (filled && !node.flow && definedKeys(after).length === 0) {
    // What is left of the block are its comments, below an empty collection.
    const at = valueStart(editing.text, pair)
    editing.splices.push({ start: at, end: at, text: isMap(node) ? ' {}' : ' []' })
  }
  if (filled && node.flow && isRewritten(before, after)) replaceValue(editing, map, pair, after, path)
  else if (filled && isMap(node) && isPlainMap(before) && isPlainMap(after)) editMap(editing, node, before, after, path)
  else if (filled && isSeq(node) && Array.isArray(before) && Array.isArray(after)) editSeq(editing, node, before, after, path)
  else replaceValue(editing, map, pair, after, path)
}

function editSeq(editing: Editing, seq: YAMLSeq, before: unknown[], after: unknown[], path: readonly string[]): void {
  const places = editing.sourceIndexes.get(before) ?? before.map((_, index) => index)
  const matches = matchLists(before.map(keyOfItem), after.map(keyOfItem))
  let previous: number | undefined
  let waiting: unknown[] = []
  const flush = () => {
    if (waiting.length > 0) insertItems(editing, seq, previous, waiting)
    waiting = []
  }
  for (const { was, is } of matches) {
    if (was === undefined) {
      waiting.push(after[is as number])
      continue
    }
    flush()
    const place = places[was] ?? was
    if (is === undefined) removeItem(editing, seq, place)
    else if (!isSame(before[was], after[is])) editItem(editing, seq, place, before[was], after[is], path)
    previous = place
  }
  flush()
}

function editItem(editing: Editing, seq: YAMLSeq, place: number, before: unknown, after: unknown, path: readonly string[]): void {
  const node = seq.items[place]
  const whole = isMap(node) && node.flow && isRewritten(before, after)
  if (isMap(node) && !whole && node.items.length > 0 && isPlainMap(before) && isPlainMap(after) && definedKeys(after).length > 0) {
    editMap(editing, node, before, after, [...path, '[]'])
  } else if (isNode(node) && node.range) {
    const end = contentEnd(editing.text, node)
    const closing = editing.text.slice(node.range[0], end).endsWith('\n') ? editing.layout.eol : ''
    editing.splices.push({ start: node.range[0], end, text: renderInline(after, editing.layout, quotesOf(node)) + closing })
  }
}

function replaceValue(editing: Editing, map: YAMLMap, pair: Pair, after: unknown, path: readonly string[]): void {
  const { text, layout } = editing
  const node = isNode(pair.value) ? pair.value : undefined
  const key = pair.key as Node
  const onLine = node?.range && node.range[1] > node.range[0] && (!isCollection(node) || node.flow === true)
  const column = columnOf(text, key.range?.[0] ?? 0)
  const blocks = path.length === 1 ? blocksOfSection(path[0]) : 0
  const rendered = map.flow ? ` ${renderInline(after, layout, quotesOf(node))}` : renderAfterKey(after, column, layout, blocks)
  const inline = !rendered.startsWith(layout.eol)
  const start = onLine && inline && node?.range ? node.range[0] : valueStart(text, pair)
  const end = node ? Math.max(start, contentEnd(text, node)) : start
  const closing = text.slice(start, end).endsWith('\n') ? layout.eol : ''
  const wanted =
    onLine && inline && typeof after === 'string' && !after.includes('\n') ? renderInline(after, layout, quotesOf(node)) : undefined
  editing.splices.push({ start, end, text: (wanted ?? (onLine && inline ? rendered.slice(1) : rendered)) + closing })
}

/** Between brackets neighbours share their commas, so where much comes and goes the line is written anew. */
function isRewritten(before: unknown, after: unknown): boolean {
  const [old, now] = [entryNames(before), entryNames(after)]
  const gone = old.filter((name) => !now.includes(name)).length
  const come = now.filter((name) => !old.includes(name)).length
  return gone > 1 || (gone === 1 && come > 0)
}

function entryNames(value: unknown): string[] {
  return Array.isArray(value) ? value.map(keyOfItem) : isObject(value) ? definedKeys(value) : []
}

function rewriteKey(editing: Editing, pair: Pair, key: string): void {
  const range = (pair.key as Node).range
  if (range) editing.splices.push({ start: range[0], end: range[1], text: renderInline(key, editing.layout) })
}

/** In these, of a design or of a Compose file, the keys are names that a person gives; elsewhere one key is never another. */
const holdsIds = (path: readonly string[]) => path.length === 1 && /^(?:components|groups|scenarios|layout|services)$/.test(path[0] ?? '')

/** Keys that took the place of another: same number of keys, same position. That is how a component gets another id. */
function renamedKeys(before: Values, after: Values): Map<string, string> {
  const old = definedKeys(before)
  const now = definedKeys(after)
  if (old.length !== now.length) return new Map()
  const pairs = old.flatMap((key, index) => {
    const other = now[index]
    return other !== undefined && other !== key && !Object.hasOwn(after, key) && !Object.hasOwn(before, other)
      ? [[key, other] as const]
      : []
  })
  return new Map(pairs)
}

/** A connection is known by its ends; anything else by all it says. */
function keyOfItem(item: unknown): string {
  if (isPlainMap(item) && typeof item.from === 'string' && typeof item.to === 'string')
    return connectionId({ from: item.from, to: item.to })
  return JSON.stringify(item)
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

function quotesOf(node: unknown) {
  return isScalar(node) && !isAlias(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? node.type : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isPlainMap(value: unknown): value is Values {
  return isObject(value) && !Array.isArray(value)
}
