import { isCollection, isMap, isNode, isScalar, isSeq, type Node, type Pair } from 'yaml'
import { connectionId } from './design.ts'
import { columnOf, lineStart } from './splices.ts'
import { contentEnd, valueStart } from './text-ranges.ts'
import type { YamlSource } from './yaml-source.ts'

/** A component, a connection or another entry of a design as a text of its own, and back into the text it came from. */
export interface TextPart {
  /** Where it stands in the whole text. */
  from: number
  to: number
  /** Spaces before its lines, which its own text has not. */
  indent: number
  /** Whether its first line begins behind something else: a key, the dash of a list. */
  joined: boolean
  /** Spaces before its lines where what stood behind its key becomes a block below it; absent: it stands in a list. */
  below?: number | undefined
  /** What it says, without its key and its indentation, with `\n` between the lines. */
  text: string
}

type Path = readonly (string | number)[]
type Source = Pick<YamlSource, 'text' | 'tree'>

/** The part at this path; undefined where it is not there, or where nothing stands behind its key. */
export function partOf({ text, tree }: Source, path: Path): TextPart | undefined {
  const owner: unknown = path.length > 1 ? tree.getIn(path.slice(0, -1), true) : tree.contents
  const step = path.at(-1)
  const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined
  const node = pair ? pair.value : isSeq(owner) && typeof step === 'number' ? owner.items[step] : undefined
  if (!isNode(node) || !node.range || node.range[0] === node.range[1]) return undefined
  const isBlock = isCollection(node) && !node.flow
  const key = pair?.key as Node | undefined
  const keyLineEnd = key?.range ? afterLine(text, key.range[1]) : undefined
  const joined = keyLineEnd === undefined || node.range[0] < keyLineEnd
  const column = columnOf(text, node.range[0])
  if (!joined && isBlock) {
    const from = withCommentsAbove(text, keyLineEnd ?? 0, node.range[0], column)
    const to = withCommentsBelow(text, contentEnd(text, node), column)
    return { from, to, indent: column, joined, text: dedent(text.slice(from, to), column, false) }
  }
  const from = node.range[0]
  const end = contentEnd(text, node)
  const to = isBlock ? withCommentsBelow(text, end, column) : trimmedEnd(text, from, end)
  const indent = isBlock ? column : restIndent(text, from, to)
  const below = key?.range ? columnOf(text, key.range[0]) + 2 : undefined
  return { from, to, indent, joined: true, below, text: dedent(text.slice(from, to), indent, true) }
}

/** The whole text with another text in this part, and the part as it stands there then. */
export function withPart(whole: string, part: TextPart, text: string): { whole: string; part: TextPart } {
  if (text === part.text) return { whole, part }
  const eol = whole.includes('\r\n') ? '\r\n' : '\n'
  const sinks = part.joined && part.below !== undefined && !fitsBehindKey(text)
  const indent = sinks ? (part.below ?? 0) : part.indent
  const joined = part.joined && !sinks
  const lines = text.split('\n').map((line, index) => (line === '' || (index === 0 && joined) ? line : ' '.repeat(indent) + line))
  const rendered = lines.join(eol)
  const at = sinks ? part.from - (/ *$/.exec(whole.slice(0, part.from))?.[0].length ?? 0) : part.from
  const before = whole.slice(0, at) + (sinks ? eol : '')
  const next: TextPart = { ...part, from: before.length, to: before.length + rendered.length, indent, joined, text }
  return { whole: before + rendered + whole.slice(part.to), part: next }
}

/** The line and column (from 1) within a part of a place in the whole text; the nearest where it lies outside. */
export function placeInPart(whole: string, part: TextPart, line: number, column: number): { line: number; column: number } {
  const first = whole.slice(0, part.from).split('\n').length
  const last = part.text.split('\n').length
  const inner = line - first + 1
  if (inner < 1) return { line: 1, column: 1 }
  if (inner > last) return { line: last, column: 1 }
  const shift = inner === 1 && part.joined ? columnOf(whole, part.from) : part.indent
  return { line: inner, column: Math.max(1, column - shift) }
}

/** What can be selected on the drawing. */
export type Selectable = { component: string } | { connection: string } | { group: string } | { note: string }

export interface SelectablePart {
  what: Selectable
  /** From the beginning of its first line to the end of its last. */
  from: number
  to: number
}

const sections = { components: 'component', groups: 'group', notes: 'note' } as const

/** Where everything that can be selected stands, in the order of the text. */
export function selectableParts({ text, tree }: Source): SelectablePart[] {
  const parts: SelectablePart[] = []
  const add = (what: Selectable, start: number, end: number) => parts.push({ what, from: lineStart(text, start), to: end })
  for (const [section, kind] of Object.entries(sections)) {
    const map: unknown = tree.get(section, true)
    if (!isMap(map)) continue
    for (const pair of map.items as Pair[]) {
      const { key, value } = pair
      if (!isScalar(key) || !key.range) continue
      const end = isNode(value) && value.range && value.range[1] > value.range[0] ? contentEnd(text, value) : valueStart(text, pair)
      add({ [kind]: String(key.value) } as Selectable, key.range[0], trimmedEnd(text, key.range[0], end))
    }
  }
  const list: unknown = tree.get('connections', true)
  for (const item of isSeq(list) ? list.items : []) {
    if (!isMap(item) || !item.range) continue
    const ends = { from: String(item.get('from')), to: String(item.get('to')) }
    add({ connection: connectionId(ends) }, item.range[0], trimmedEnd(text, item.range[0], contentEnd(text, item)))
  }
  return parts.sort((a, b) => a.from - b.from)
}

function trimmedEnd(text: string, from: number, to: number): number {
  return from + text.slice(from, to).trimEnd().length
}

/** A block that begins where the comments above it do that are no less indented. */
function withCommentsAbove(text: string, first: number, start: number, column: number): number {
  let from = lineStart(text, start)
  while (from > first) {
    const above = lineStart(text, from - 1)
    const line = text.slice(above, from)
    if (!/^\s*#/.test(line) || indentOf(line) < column) break
    from = above
  }
  return from
}

function withCommentsBelow(text: string, end: number, column: number): number {
  let to = trimmedEnd(text, 0, end)
  let at = afterLine(text, to)
  while (at < text.length) {
    const next = afterLine(text, at)
    const line = text.slice(at, next)
    if (line.trim() !== '' && (!line.trimStart().startsWith('#') || indentOf(line) < column)) break
    if (line.trim() !== '') to = trimmedEnd(text, 0, next)
    at = next
  }
  return to
}

/** How far the lines of a bracketed value are indented that follow its first. */
function restIndent(text: string, from: number, to: number): number {
  const rest = text.slice(from, to).split('\n').slice(1)
  const indents = rest.filter((line) => line.trim() !== '').map(indentOf)
  return indents.length > 0 ? Math.min(...indents) : indentOf(text.slice(lineStart(text, from), to)) + 2
}

function dedent(text: string, indent: number, joined: boolean): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  return lines.map((line, index) => (index === 0 && joined ? line : line.slice(Math.min(indent, indentOf(line))))).join('\n')
}

/** Where the next line begins, seen from anywhere in a line. */
function afterLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  return found === -1 ? text.length : found + 1
}

const indentOf = (line: string) => /^ */.exec(line)?.[0].length ?? 0

/** Whether this may stand behind a key on its line: brackets, quotes, an alias, or one word. */
const fitsBehindKey = (text: string) =>
  /^[{["'&*]/.test(text) || (!text.includes('\n') && !/^[^:#]+:(?: |$)/.test(text) && !text.startsWith('#'))
