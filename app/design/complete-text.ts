import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { connectionId, type Design } from './design.ts'
import { type JsonSchema, toJsonSchema } from './json-schema.ts'
import { lineStart } from './splices.ts'

/** What may stand at a place of a design's text, by the schema of the file and the ids of the design. */
export interface Completion {
  /** The key, or the value as it is written. */
  label: string
  what: 'key' | 'value'
  /** What it is called and what it does, from the schema. */
  title?: string
  help?: string
}

export interface Completions {
  /** Where the word begins that is being written. */
  from: number
  options: Completion[]
}

type Path = (string | number)[]

/** Stands for the word that is being written. */
const word = 'x-written-here'

/**
 * What may be written at this offset; undefined where that is not known, such as in a comment. `at` is the path of the text where it is
 * a part of a design. The text may be broken: it is being written.
 */
export function completionsAt(text: string, offset: number, design: Design, at: Path = []): Completions | undefined {
  const typed = /[\w.>-]*$/.exec(text.slice(lineStart(text, offset), offset))?.[0].replace(/^-(?!\w)/, '') ?? ''
  const from = offset - typed.length
  const head = text.slice(lineStart(text, from), from)
  if (/(?:^|\s)#/.test(head) || /["']$/.test(head)) return undefined
  const isKey = /^\s*(?:- +)*$/.test(head) || /[{,]\s*$/.test(head)
  if (!isKey && !/(?::\s+|\[\s*)$/.test(head)) return undefined
  const inBrackets = /[{[][^}\]]*$/.test(head)
  const rest = inBrackets ? from + typed.length + (/^[\w.>-]*/.exec(text.slice(offset))?.[0].length ?? 0) : valueEnd(text, offset)
  const isItem = /\[[^{}\]]*$/.test(head)
  const probe = `${text.slice(0, from)}${isKey && !isItem ? `${word}: 0` : word}${text.slice(rest)}`
  const { tree, path } = readProbe(probe, from, at)
  if (!path) return undefined
  const owner = path.slice(0, -1)
  const plainIn = (inner: Path) => plainAt(tree, inner)
  if (path.at(-1) === word) {
    const holders = schemasAt(owner, plainIn)
    const keys = keyOptions(holders, plainIn(owner))
    return { from, options: keys.length > 0 ? keys : valueOptions(holders, owner, design) }
  }
  return { from, options: valueOptions(schemasAt(path, plainIn), path, design) }
}

/** The end of the line's value, before a comment. */
function valueEnd(text: string, offset: number): number {
  const [line = ''] = text.slice(offset).split(/\r?\n/, 1)
  return offset + (/^.*?(?=\s#)/.exec(line)?.[0].length ?? line.trimEnd().length)
}

/** The entry around an offset under its section, which is all that has to be read, and the path of the word in it. */
function readProbe(text: string, offset: number, at: Path) {
  const nested = at.length > 0 ? nest(text, at) : entryAround(text, offset)
  const tree = parseDocument(nested, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' })
  return { tree, path: findWord(tree.contents, []) }
}

/** A part of a design under the keys it stands under. */
function nest(text: string, at: Path): string {
  const heads = at.map((step, depth) => `${'  '.repeat(depth)}${typeof step === 'number' ? '-' : `${step}:`}`)
  return `${heads.join('\n')}\n${text.replace(/^(?=.)/gm, '  '.repeat(at.length))}\n`
}

function entryAround(text: string, offset: number): string {
  const lines = text.split('\n')
  const here = text.slice(0, offset).split('\n').length - 1
  const indent = (line: string | undefined) => (line === undefined || /^\s*(?:#|$)/.test(line) ? undefined : /^ */.exec(line)?.[0].length)
  const isTop = (line: string | undefined) => indent(line) === 0 && !line?.startsWith('-')
  const section = lines.findLastIndex((line, index) => index <= here && isTop(line))
  if (section === -1 || section === here) return lines.filter((line) => isTop(line)).join('\n')
  const until = (from: number, ends: (line: string) => boolean) => {
    const end = lines.findIndex((line, index) => index > from && ends(line))
    return end === -1 ? lines.length : end
  }
  const end = until(section, isTop)
  const inner = lines.slice(section + 1, end)
  const least = Math.min(...inner.flatMap((line) => indent(line) ?? []))
  const isEntry = (line: string) => (indent(line) ?? Number.POSITIVE_INFINITY) <= least && !(least === 0 && !line.startsWith('-'))
  const entry = lines.findLastIndex((line, index) => index > section && index <= here && isEntry(line))
  if (entry === -1) return lines.slice(section, end).join('\n')
  return [lines[section], ...lines.slice(entry, Math.min(end, until(entry, isEntry)))].join('\n')
}

function findWord(node: unknown, path: Path): Path | undefined {
  if (isScalar(node)) return node.value === word ? path : undefined
  if (isSeq(node)) return first(node.items, (item, index) => findWord(item, [...path, index]))
  if (!isMap(node)) return undefined
  return first(node.items, ({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    return name === word ? [...path, word] : findWord(value, [...path, name])
  })
}

function first<T, R>(list: readonly T[], look: (item: T, index: number) => R | undefined): R | undefined {
  for (const [index, item] of list.entries()) {
    const found = look(item, index)
    if (found !== undefined) return found
  }
  return undefined
}

function plainAt(tree: ReturnType<typeof parseDocument>, path: Path): unknown {
  const node: unknown = path.length === 0 ? tree.contents : tree.getIn(path, true)
  if (isMap(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), isScalar(value) ? value.value : value]),
    )
  return isScalar(node) ? node.value : undefined
}

let known: JsonSchema | undefined

/** The schemas of what stands at a path; of several, those that agree with the kind that is written there. */
function schemasAt(path: Path, plainIn: (path: Path) => unknown): JsonSchema[] {
  known ??= toJsonSchema()
  let found = spread(known)
  for (const [depth, step] of path.entries()) {
    found = ofKind(found, plainIn(path.slice(0, depth)))
      .flatMap((schema) => inside(schema, step))
      .flatMap(spread)
  }
  return ofKind(found, plainIn(path))
}

function ofKind(schemas: JsonSchema[], value: unknown): JsonSchema[] {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
  const agreeing = schemas.filter((schema) => record(record(schema.properties)?.kind)?.const === kind)
  return kind !== undefined && agreeing.length > 0 ? agreeing : schemas
}

/** A schema as all that it may stand for. */
function spread(schema: JsonSchema): JsonSchema[] {
  if (typeof schema.$ref === 'string') {
    const target = record(record(known?.$defs)?.[schema.$ref.split('/').at(-1) ?? ''])
    return target ? spread(target) : []
  }
  const several = (schema.anyOf ?? schema.oneOf ?? schema.allOf) as JsonSchema[] | undefined
  return several ? several.flatMap(spread) : [schema]
}

function inside(schema: JsonSchema, step: string | number): JsonSchema[] {
  if (typeof step === 'number') return record(schema.items) ? [schema.items as JsonSchema] : []
  const own = record(record(schema.properties)?.[step])
  const other = own ?? record(schema.additionalProperties)
  return other ? [other] : []
}

function keyOptions(schemas: JsonSchema[], there: unknown): Completion[] {
  const taken = new Set(Object.keys(record(there) ?? {}))
  const needed = new Set(schemas.flatMap((schema) => (schema.required as string[] | undefined) ?? []))
  const options = new Map<string, Completion>()
  for (const [key, value] of schemas.flatMap((schema) => Object.entries(record(schema.properties) ?? {}))) {
    if (!taken.has(key) && !options.has(key)) options.set(key, { label: key, what: 'key', ...wordsOf(value as JsonSchema) })
  }
  return [...options.values()].sort((a, b) => Number(needed.has(b.label)) - Number(needed.has(a.label)))
}

function valueOptions(schemas: JsonSchema[], path: Path, design: Design): Completion[] {
  const ids = idsFor(path, design)
  const written = ids ?? schemas.flatMap(valuesOf)
  const words = new Map(schemas.flatMap((schema) => (schema.const === undefined ? [] : [[String(schema.const), wordsOf(schema)] as const])))
  return [...new Set(written.map(String))].map((label) => ({ label, what: 'value', ...words.get(label) }))
}

function valuesOf(schema: JsonSchema): unknown[] {
  if (schema.const !== undefined) return [schema.const]
  if (Array.isArray(schema.enum)) return schema.enum
  if (schema.type === 'boolean') return [true, false]
  return schema.default === undefined ? [] : [schema.default]
}

/** Where an id of the design is named. */
function idsFor(path: Path, design: Design): string[] | undefined {
  const [section] = path
  const key = path.findLast((step) => typeof step === 'string')
  const components = Object.keys(design.components)
  const groups = Object.keys(design.groups ?? {})
  const inConnection = section === 'connections' && path.length === 3
  if (inConnection && ['from', 'to', 'onMiss', 'fallbackFor'].includes(String(key))) return components
  if (key === 'deadLetter' || (section === 'scenarios' && key === 'component')) return components
  if (section === 'groups' && key === 'members') return [...components, ...groups]
  if (section === 'scenarios' && key === 'target') return [...components, ...(design.connections ?? []).map(connectionId), ...groups]
  return undefined
}

function wordsOf({ title, description }: JsonSchema): Pick<Completion, 'title' | 'help'> {
  return {
    ...(typeof title === 'string' ? { title } : {}),
    ...(typeof description === 'string' ? { help: description } : {}),
  }
}

function record(value: unknown): JsonSchema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : undefined
}
