import { Document, isScalar, isSeq, type Scalar } from 'yaml'
import { definedKeys } from './value-at.ts'

/** Writes values as YAML in the manner of a design: small maps and lists on one line, larger ones as blocks. */

export interface Layout {
  /** Line ending of the file. */
  eol: string
  /** Columns one level of a block is indented by. */
  step: number
  /** A space inside the braces of a map on one line. */
  padding: boolean
  /** The file is JSON, and stays JSON: everything that is text stands in double quotes. */
  json: boolean
  /** Readers of YAML 1.1 take more words for numbers and flags (`0755`, `yes`); these are put in quotes. Absent: 1.2. */
  version?: 'yaml-1.1'
}

/** Wider values become blocks; so does what a caller asks to, so many levels deep (`blocks`). */
const lineWidth = 120

/** What stands after `key:`: a space and the value on the same line, or the block below it. No line ending at the end. */
export function renderAfterKey(value: unknown, column: number, layout: Layout, blocks: number): string {
  const literal = typeof value === 'string' ? renderLiteral(value, column, layout) : undefined
  if (literal !== undefined) return ` ${literal}`
  const line = renderInline(value, layout)
  if (!isCollection(value) || isEmpty(value) || (blocks <= 0 && column + line.length <= lineWidth)) return ` ${line}`
  return layout.eol + renderBlock(value, column + layout.step, layout, blocks - 1)
}

/** A map or list as lines from this column on. No line ending at the end. */
export function renderBlock(value: object, column: number, layout: Layout, blocks = 0): string {
  const margin = ' '.repeat(column)
  const lines = Array.isArray(value)
    ? value.map((item) => margin + renderItem(item, column, layout, blocks))
    : definedKeys(value).map((key) => margin + renderEntry(key, (value as Record<string, unknown>)[key], column, layout, blocks))
  return lines.join(layout.eol)
}

/** `key: value`, to stand at this column. */
export function renderEntry(key: string, value: unknown, column: number, layout: Layout, blocks: number): string {
  return `${renderInline(key, layout)}:${renderAfterKey(value, column, layout, blocks)}`
}

/** `- value`, to stand at this column. */
export function renderItem(value: unknown, column: number, layout: Layout, blocks: number): string {
  const line = renderInline(value, layout)
  const fits = blocks <= 0 && column + line.length + 2 <= lineWidth
  if (!isCollection(value) || Array.isArray(value) || isEmpty(value) || fits) return `- ${line}`
  return `- ${renderBlock(value, column + 2, layout, blocks - 1).trimStart()}`
}

/** On one line, valid wherever a value may stand. A string takes the quotes asked for where it can. */
export function renderInline(value: unknown, layout: Layout, quotes?: Scalar['type']): string {
  if (Array.isArray(value)) return `[${value.map((item) => renderInline(item, layout)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return renderScalar(value, layout, quotes)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  if (entries.length === 0) return '{}'
  const inside = entries.map(([key, inner]) => `${renderScalar(key, layout)}: ${renderInline(inner, layout)}`).join(', ')
  return layout.padding ? `{ ${inside} }` : `{${inside}}`
}

/** As an item of a list in brackets, since there YAML is strictest about what needs quotes; the brackets are taken off again. */
function renderScalar(value: unknown, layout: Layout, quotes?: Scalar['type']): string {
  // JSON's quoted text is YAML's too, and keeps line ends and unprintable signs on the line.
  if (layout.json || (typeof value === 'string' && /\p{C}/u.test(value))) return JSON.stringify(value)
  const document = new Document([value], layout.version ? { schema: layout.version } : { version: '1.2' })
  const list = document.contents
  if (!isSeq(list)) return JSON.stringify(value)
  list.flow = true
  const item = list.items[0]
  if (quotes && isScalar(item) && typeof value === 'string') item.type = quotes
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true }).trimEnd().slice(1, -1)
}

/** Text of several plain lines as a literal block (`|`); undefined where only quotes would keep it exactly. */
function renderLiteral(text: string, column: number, layout: Layout): string | undefined {
  const ends = text.endsWith('\n')
  const lines = (ends ? text.slice(0, -1) : text).split('\n')
  // A line that begins with a space, or ends in one, or holds something unprintable would not come back as it is.
  const plain =
    lines.length > 1 &&
    lines[0] !== '' &&
    lines.at(-1) !== '' &&
    lines.every((line) => line === '' || /^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u.test(line))
  if (!plain) return undefined
  const margin = ' '.repeat(column + layout.step)
  return [ends ? '|' : '|-', ...lines.map((line) => (line === '' ? '' : margin + line))].join(layout.eol)
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

const isEmpty = (value: object) => definedKeys(value).length === 0
