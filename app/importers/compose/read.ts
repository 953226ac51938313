import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments, Scalar } from 'yaml'
import { hasMoreMarks } from '../../design/text-marks.ts'
import { isDeep, maxDepth, unlessTooDeep } from '../../design/yaml-depth.ts'
import { reject } from './rejection.ts'
import { keyText, toScalarValue } from './scalar-value.ts'
import type { Entry, Node, Source, Span } from './tree.ts'

/** The largest Compose files in use have some 60 kB; what is larger than this is some other file. */
const maxCharacters = 4_000_000
/** Values after all aliases are written out, which is what any reader of the file must hold. The largest known file has 20,000. */
const maxExpanded = 1_000_000
/** Line ends, commas, colons and brackets, each of which the parser makes something of. */
const maxMarks = 250_000

/** First phase: the YAML documents of one file, with anchors, merge keys and tags understood. Compose merges them in order. */
export function readCompose(path: string, text: string): { source: Source; documents: Node[] } {
  const lines = new LineCounter()
  const source: Source = { path, text, lines }
  if (text.length > maxCharacters) {
    reject({ file: path }, `The file has ${text.length} characters; a Compose file may have at most ${maxCharacters}.`)
  }
  if (hasMoreMarks(text, maxMarks)) {
    reject({ file: path }, `The file has more than ${maxMarks} line ends, commas, colons and brackets, which no Compose file has.`)
  }
  const parsed = isDeep(text) ? undefined : unlessTooDeep(() => parse(text, lines))
  if (!parsed) reject({ file: path }, `The file nests more than ${maxDepth} levels deep, which no Compose file does.`)
  const trees = Array.isArray(parsed) ? parsed : []
  for (const error of trees.flatMap(({ errors }) => errors)) {
    reject({ source, start: error.pos[0], end: error.pos[1] }, `This is not YAML: ${toSentence(error.message)}`, undefined, 'yaml')
  }
  const documents = trees.flatMap(({ contents }) => (contents ? [new Reader(source).toNode(contents as ParsedNode, 0)] : []))
  return { source, documents: documents.filter((node) => !(node.type === 'scalar' && node.value === null)) }
}

function parse(text: string, lineCounter: LineCounter) {
  return parseAllDocuments(text, {
    version: '1.2',
    schema: 'failsafe',
    merge: false,
    prettyErrors: false,
    lineCounter,
    // Looked for below; the parser compares every key with every other.
    uniqueKeys: false,
    logLevel: 'silent',
  })
}

/** Builds the nodes of one document; what an anchor names is built once and shared by its aliases. */
class Reader {
  readonly #source: Source
  readonly #anchors = new Map<string, Node>()
  readonly #open = new Set<string>()
  /** Values below a node with aliases written out. */
  readonly #sizes = new WeakMap<Node, number>()

  constructor(source: Source) {
    this.#source = source
  }

  toNode(node: ParsedNode | null, depth: number, around?: Span): Node {
    if (node === null) return { type: 'scalar', value: null, at: around ?? { source: this.#source, start: 0, end: 0 } }
    const at = this.#spanOf(node)
    if (depth > maxDepth) reject(at, `Here the file nests more than ${maxDepth} levels deep.`)
    if (isAlias(node)) {
      if (this.#open.has(node.source)) reject(at, `The alias *${node.source} stands inside of what it names.`, undefined, 'yaml')
      return this.#anchors.get(node.source) ?? reject(at, `The alias *${node.source} names no anchor above it.`, undefined, 'yaml')
    }
    const anchor = 'anchor' in node ? node.anchor : undefined
    if (anchor) this.#open.add(anchor)
    const built = this.#build(node, at, depth)
    if (anchor) {
      this.#open.delete(anchor)
      this.#anchors.set(anchor, built)
    }
    this.#measure(built)
    return built
  }

  #build(node: ParsedNode, at: Span, depth: number): Node {
    const tag = tagOf(node.tag)
    const tagged = tag ? { tag } : {}
    if (isMap(node)) return { type: 'map', entries: this.#toEntries(node.items, depth), at, ...tagged }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.toNode(item as ParsedNode, depth + 1, at))
      return { type: 'list', items, at, ...tagged }
    }
    if (!isScalar(node)) return { type: 'scalar', value: null, at, ...tagged }
    const plain = node.type === undefined || node.type === Scalar.PLAIN
    const value = plain || node.tag ? toScalarValue(String(node.value ?? ''), plain, node.tag) : String(node.value ?? '')
    return { type: 'scalar', value, at, ...tagged }
  }

  #toEntries(pairs: readonly unknown[], depth: number): ReadonlyMap<string, Entry> {
    const entries = new Map<string, Entry>()
    const merged: Node[] = []
    for (const pair of pairs) {
      if (!isPair(pair)) continue
      const keyNode = pair.key as ParsedNode | null
      const key = this.#toKey(keyNode)
      const keySpan = keyNode ? this.#spanOf(keyNode) : { source: this.#source, start: 0, end: 0 }
      const value = this.toNode(pair.value as ParsedNode | null, depth + 1, keySpan)
      const isMerge = key === '<<' && isScalar(keyNode) && (keyNode.type === undefined || keyNode.type === Scalar.PLAIN)
      if (isMerge) merged.push(...(value.type === 'list' ? value.items : [value]))
      else if (entries.has(key)) reject(keySpan, `The key "${key}" stands twice in the same map; keep one of the two.`, undefined, 'yaml')
      else entries.set(key, { key: keySpan, value })
    }
    // What a map says itself goes before what is merged into it, and the first merged before the next.
    for (const node of merged) {
      if (node.type !== 'map') reject(node, 'Only a map, or a list of maps, can be merged with <<.', undefined, 'yaml')
      for (const [key, entry] of node.entries) if (!entries.has(key)) entries.set(key, entry)
    }
    return entries
  }

  #toKey(node: ParsedNode | null): string {
    const at = node ? this.#spanOf(node) : { source: this.#source, start: 0, end: 0 }
    const target = isAlias(node) ? this.#anchors.get(node.source) : undefined
    if (target?.type === 'scalar' && target.value !== null) return String(target.value)
    if (!isScalar(node)) reject(at, 'A key must be plain text here.', undefined, 'yaml')
    const text = keyText(node.value)
    const plain = node.type === undefined || node.type === Scalar.PLAIN
    const value = plain ? toScalarValue(text, true, node.tag) : text
    if (node.anchor) this.#anchors.set(node.anchor, { type: 'scalar', value, at })
    // 123: is a number as a key; Compose takes text alone.
    if (typeof value !== 'string') reject(at, `The key ${text || 'null'} is not text; put it in quotes.`)
    return value
  }

  /** An alias bomb is small as text and as nodes; only written out it is large. */
  #measure(node: Node): void {
    const inside = node.type === 'map' ? [...node.entries.values()].map(({ value }) => value) : node.type === 'list' ? node.items : []
    const size = inside.reduce((sum, inner) => sum + (this.#sizes.get(inner) ?? 1), 1)
    if (size > maxExpanded) {
      reject(
        node,
        `With its aliases written out the file has more than ${maxExpanded} values, which no Compose file has.`,
        undefined,
        'yaml',
      )
    }
    this.#sizes.set(node, size)
  }

  #spanOf(node: ParsedNode): Span {
    const [start, end] = node.range ?? [0, 0]
    return { source: this.#source, start, end }
  }
}

function tagOf(tag: string | undefined): 'reset' | 'override' | undefined {
  return tag === '!reset' ? 'reset' : tag === '!override' ? 'override' : undefined
}

function toSentence(message: string): string {
  const line = (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '')
  return /[.!?]$/.test(line) ? line : `${line}.`
}
