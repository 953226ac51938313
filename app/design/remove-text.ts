import { isNode, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Editing } from './editing.ts'
import { lineEnd, lineStart } from './splices.ts'
import { contentEnd, pairEnd, pairStart } from './text-ranges.ts'

/** Takes an entry out of a map: its own lines where it has them, else the stretch up to its neighbour. */
export function removeEntry(editing: Editing, map: YAMLMap, pair: Pair): void {
  const { text } = editing
  const index = map.items.indexOf(pair)
  const start = pairStart(pair)
  const next = map.items[index + 1]
  const previous = map.items[index - 1]
  if (map.flow) {
    const end = pairEnd(text, pair)
    removeFromFlow(editing, start, end, next && pairStart(next), previous && pairEnd(text, previous))
  } else if (text.slice(lineStart(text, start), start).trim() === '') {
    editing.splices.push({ start: lineStart(text, start), end: lineEnd(text, pairEnd(text, pair)), text: '' })
  } else if (next) {
    // The first entry of a list item shares its line with the dash, which stays.
    editing.splices.push({ start, end: pairStart(next), text: '' })
  }
}

export function removeItem(editing: Editing, seq: YAMLSeq, index: number): void {
  const { text } = editing
  const [node, next, previous] = [seq.items[index], seq.items[index + 1], seq.items[index - 1]]
  if (!isNode(node) || !node.range) return
  const end = contentEnd(text, node)
  if (seq.flow) {
    const nextStart = isNode(next) ? next.range?.[0] : undefined
    removeFromFlow(editing, node.range[0], end, nextStart, isNode(previous) ? contentEnd(text, previous) : undefined)
  } else {
    editing.splices.push({ start: lineStart(text, node.range[0]), end: lineEnd(text, end), text: '' })
  }
}

/** Between brackets one comma goes too: the one behind, or for the last entry the one before it. */
function removeFromFlow(editing: Editing, start: number, end: number, next: number | undefined, previous: number | undefined): void {
  const { text } = editing
  if (next !== undefined) {
    const between = text.slice(end, next)
    const stop = /^\s*,\s*$/.test(between) ? next : end + between.indexOf(',') + 1
    editing.splices.push({ start, end: stop, text: '' })
  } else if (previous !== undefined && /^\s*,\s*$/.test(text.slice(previous, start))) {
    editing.splices.push({ start: previous, end, text: '' })
  } else editing.splices.push({ start, end, text: '' })
}
