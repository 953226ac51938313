import { isCollection, isNode, isPair, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Editing } from './editing.ts'
import { renderEntry, renderInline, renderItem } from './render-yaml.ts'
import { columnOf, lineEnd, lineStart } from './splices.ts'
import { contentEnd, pairEnd, pairStart } from './text-ranges.ts'

/** The order of a design's sections: what people read and review first, where things stand on the canvas last. */
export const sectionOrder = ['microcosm', 'name', 'components', 'connections', 'groups', 'scenarios', 'notes', 'presentation', 'layout']

const twoBlocks = new Set(['components', 'scenarios', 'presentation'])
/** How many levels of a section are blocks in a design as we write it: a component or a scenario is one, and so is a step of a presentation, a connection is a line. */
export const blocksOfSection = (section: string | undefined) => (twoBlocks.has(section ?? '') ? 2 : 1)

/** Puts new entries into a map, at its end, in the manner of the entries that are there. A new section takes its place in the order. */
export function insertEntries(editing: Editing, map: YAMLMap, entries: (readonly [string, unknown])[], path: readonly string[]): void {
  const { text, layout } = editing
  const last = map.items.at(-1)
  if (!last) return
  if (map.flow) {
    const rendered = entries.map(([key, value]) => `${renderInline(key, layout)}: ${renderInline(value, layout)}`)
    insertInFlow(editing, pairEnd(text, last), pairStart(last), map, rendered)
    return
  }
  const column = columnOf(text, pairStart(map.items[0] as Pair))
  for (const [key, value] of entries) {
    const after = path.length === 0 ? sectionBefore(map, key) : last
    const blocks = path.length === 0 ? blocksOfSection(key) : siblingBlocks(map, path)
    insertLine(editing, after ? pairEnd(text, after) : undefined, ' '.repeat(column) + renderEntry(key, value, column, layout, blocks))
  }
}

/** Puts new items into a list behind the item at `previous`, or at its beginning. */
export function insertItems(editing: Editing, seq: YAMLSeq, previous: number | undefined, items: unknown[]): void {
  const { text, layout } = editing
  const before = previous === undefined ? undefined : seq.items[previous]
  const first = seq.items[0]
  if (!isNode(first) || !first.range) return
  if (seq.flow) {
    const rendered = items.map((item) => renderInline(item, layout))
    if (isNode(before) && before.range) insertInFlow(editing, contentEnd(text, before), before.range[0], seq, rendered)
    else editing.splices.push({ start: first.range[0], end: first.range[0], text: `${rendered.join(', ')}, ` })
    return
  }
  // The dash of the first item stands before it on its line.
  const start = lineStart(text, first.range[0])
  const column = text.indexOf('-', start) - start
  const blocks = seq.items.every((item) => isCollection(item) && !item.flow) ? 1 : 0
  for (const item of items) {
    const line = ' '.repeat(column) + renderItem(item, column, layout, blocks)
    if (isNode(before)) insertLine(editing, contentEnd(text, before), line)
    else editing.splices.push({ start, end: start, text: line + layout.eol })
  }
}

/** A line of its own behind the line in which `offset` stands; the last line of a file may lack its ending. */
function insertLine(editing: Editing, offset: number | undefined, line: string): void {
  const { text, layout, splices } = editing
  const at = offset === undefined ? 0 : lineEnd(text, offset)
  const open = at > 0 && text[at - 1] !== '\n'
  splices.push({ start: at, end: at, text: open ? layout.eol + line : line + layout.eol })
}

/** Between brackets: on the same line, or, where each entry has its own line, on lines like theirs. */
function insertInFlow(editing: Editing, end: number, start: number, collection: YAMLMap | YAMLSeq, rendered: string[]): void {
  const { text, layout, splices } = editing
  const opening = collection.range?.[0] ?? start
  const ownLine = text.slice(lineStart(text, start), start).trim() === '' && lineStart(text, start) > opening
  const separator = ownLine ? `,${layout.eol}${' '.repeat(columnOf(text, start))}` : ', '
  // An entry without a value ends in its colon, which only a space parts from what follows: {a: , b: 1}
  const gap = text[end - 1] === ':' ? ' ' : ''
  splices.push({ start: end, end, text: gap + rendered.map((each) => separator + each).join('') })
}

function sectionBefore(map: YAMLMap, key: string): Pair | undefined {
  const rank = sectionOrder.indexOf(key)
  const later = map.items.findIndex((pair) => sectionOrder.indexOf(String(pair.key)) > (rank === -1 ? sectionOrder.length : rank))
  return later === -1 ? map.items.at(-1) : map.items[later - 1]
}

function siblingBlocks(map: YAMLMap, path: readonly string[]): number {
  const siblings = map.items.flatMap((pair) => (isPair(pair) && isCollection(pair.value) ? [pair.value] : []))
  const last = siblings.at(-1)
  if (last) return last.flow ? 0 : 1
  return path.length === 1 ? blocksOfSection(path[0]) - 1 : 0
}
