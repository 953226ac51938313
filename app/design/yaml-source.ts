import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from 'yaml'
import type { Problem } from './problem.ts'
import { hasMoreMarks } from './text-marks.ts'
import { isDeep, maxDepth, unlessTooDeep } from './yaml-depth.ts'

/** A design's text as YAML: the tree with its positions, and the plain value. Text from anywhere is safe to read. */
export interface YamlSource {
  text: string
  tree: Document.Parsed
  lines: LineCounter
  /** Plain values, each its own copy, without prototypes' names; undefined where the text is no usable YAML. */
  value: Record<string, unknown> | undefined
  problems: Problem[]
}

/** Bounds that no design comes near: a drawing of a thousand components has about 1 MB and 50,000 values. */
const maxCharacters = 10_000_000
const maxValues = 1_000_000
/** Line ends, commas, colons and brackets, each of which the parser makes something of: ten thousand components have 200,000. */
const maxMarks = 250_000
/** Who has more wrong in a file begins with the first of it. */
const mostProblems = 100
/** Ten aliases of one block are common; an alias bomb needs thousands. */
const maxAliases = 1000

/** Where the parser's own words speak to programmers. */
const inWords: Record<string, string> = {
  BAD_DQ_ESCAPE: 'A backslash within double quotes begins a sign such as \\n; write two of them for one.',
  BAD_SCALAR_START: 'A text that begins with this character needs quotes around it.',
  BLOCK_IN_FLOW: 'A comma is missing between two entries within brackets, or a bracket before this is not closed.',
  DUPLICATE_KEY: 'This key stands twice in the same map; keep one of the two.',
  MULTILINE_IMPLICIT_KEY: 'A colon is missing here: a key, its colon and its value stand on one line, as in "key: value".',
  MULTIPLE_DOCS: 'A second YAML document begins here; a design file holds one.',
  NON_STRING_KEY: 'A key must be plain text here.',
  TAB_AS_INDENT: 'This line begins with a tab; YAML wants spaces there.',
}

/** The same for codes that stand for several mistakes, by how the parser's sentence begins. */
const byBeginning: readonly (readonly [RegExp, string])[] = [
  [/^Implicit map keys need/, 'A colon is missing here: write "key: value".'],
  [/^Nested mappings are not allowed/, 'A second key stands on this line: give it its own line, or put quotes around a text with a colon.'],
  [/^A block sequence may not/, 'A list cannot stand here; it begins on the line after its key, with "- ".'],
  [/^All mapping items must start/, 'This line is indented otherwise than the other keys of its map.'],
  [/^All sequence items must start/, 'This line is indented otherwise than the other entries of its list.'],
  [/^Sequence item without/, 'An entry of a list begins with "- ".'],
  [/^Flow map .*must .*end with/, 'A "{" before this is not closed: "}" is missing, or is not indented more than the key before it.'],
  [/^Flow sequence .*must .*end with/, 'A "[" before this is not closed: "]" is missing, or is not indented more than the key before it.'],
  [/^Flow end indicator/, 'The closing bracket must be indented more than the key before it.'],
  [/^Missing closing/, 'A quote is not closed: the one at the end is missing.'],
  [/^Missing , /, 'A comma is missing between two entries within brackets.'],
  [/^Missing space after :/, 'A space is missing after the colon.'],
  [/^Comments must be separated/, 'A space is missing before the "#" of a comment.'],
  [/^Unexpected /, 'This cannot stand here; a bracket, a quote or a colon before it may be missing or too many.'],
]

function sentenceOf({ code, message }: { code: string; message: string }): string {
  return (
    inWords[code] ??
    byBeginning.find(([beginning]) => beginning.test(message))?.[1] ??
    `This is not YAML as a design needs it: ${firstSentence(message)}`
  )
}

export function readYaml(text: string): YamlSource {
  const lines = new LineCounter()
  const refuse = (why: string) => ({ text, tree: parse('', lines), lines, value: undefined, problems: [yamlProblem(why, 1, 1)] })
  const beyond = boundPassed(text)
  if (beyond !== undefined) return refuse(beyond)
  const parsed = unlessTooDeep(() => {
    const tree = parse(text, lines)
    return { tree, twice: repeatedKeys(tree.contents) }
  })
  if (!parsed) return refuse(tooDeep)
  const { tree, twice } = parsed
  const problems = [...tree.errors, ...twice, ...tree.warnings].slice(0, mostProblems).map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return yamlProblem(sentenceOf(error), line, col)
  })
  if (tree.errors.length + twice.length > 0) return { text, tree, lines, value: undefined, problems }
  try {
    const value = toPlain(tree.toJS({ maxAliasCount: maxAliases }), { left: maxValues }, 0)
    if (isRecord(value)) return { text, tree, lines, value, problems }
    const message = 'The file holds no design: it must be a map that begins with "microcosm: 1".'
    return { text, tree, lines, value: undefined, problems: [...problems, yamlProblem(message, 1, 1)] }
  } catch (error) {
    const reason = error instanceof Error ? firstSentence(error.message) : 'it cannot be read.'
    return { text, tree, lines, value: undefined, problems: [...problems, yamlProblem(`The file cannot be used: ${reason}`, 1, 1)] }
  }
}

/** Line and column (from 1) of the value at this path, of its key where asked, or of the nearest thing around it. */
export function positionOf(
  source: YamlSource,
  path: readonly (string | number)[],
  atKey = false,
): { line: number; column: number } | undefined {
  let node: Node | null | undefined = source.tree.contents
  let offset = node?.range?.[0] ?? 0
  for (const [index, step] of path.entries()) {
    const next = child(source.tree, node, step)
    if (!next) break
    node = next.value
    const last = index === path.length - 1
    offset = (last && atKey ? undefined : node?.range?.[0]) ?? next.key?.range?.[0] ?? offset
    // An empty value stands nowhere; its key does.
    if (node?.range && node.range[0] === node.range[1] && next.key?.range) offset = next.key.range[0]
  }
  const { line, col } = source.lines.linePos(offset)
  return line === 0 ? undefined : { line, column: col }
}

function child(tree: Document, node: Node | null | undefined, step: string | number): { key?: Node; value?: Node } | undefined {
  const container = resolve(tree, node)
  if (isMap(container)) {
    const pair = pairsOf(container).get(String(step))
    return pair && { key: pair.key as Node, ...(isNode(pair.value) ? { value: pair.value } : {}) }
  }
  if (isSeq(container) && typeof step === 'number') {
    const item = container.items[step]
    return isNode(item) ? { value: item } : undefined
  }
  return undefined
}

/** The pairs of a map by their keys, made once per map: many problems of one file are placed in the same few maps. */
const knownPairs = new WeakMap<YAMLMap, Map<string, Pair>>()

function pairsOf(map: YAMLMap): Map<string, Pair> {
  const known = knownPairs.get(map)
  if (known) return known
  const pairs = new Map<string, Pair>()
  for (const pair of map.items) {
    const key = isPair(pair) && isNode(pair.key) ? String(pair.key.toJSON()) : undefined
    if (key !== undefined && !pairs.has(key)) pairs.set(key, pair)
  }
  knownPairs.set(map, pairs)
  return pairs
}

function resolve(tree: Document, node: Node | null | undefined): Node | null | undefined {
  return node && 'resolve' in node ? node.resolve(tree) : node
}

/** The sentence about a text that is not given to the parser, whose work and memory follow from these alone. */
function boundPassed(text: string): string | undefined {
  if (text.length > maxCharacters) return `The file has ${text.length} characters; a design may have at most ${maxCharacters}.`
  if (hasMoreMarks(text, maxMarks)) return `The file has more than ${maxMarks} line ends, commas, colons and brackets, which no design has.`
  return isDeep(text) ? tooDeep : undefined
}

const tooDeep = `The file nests more than ${maxDepth} levels deep, which no design does.`

interface Repeated {
  code: 'DUPLICATE_KEY'
  pos: [number, number]
  message: string
}

/** Every key that stands in its map already. The parser's own look compares each key with every other. */
function repeatedKeys(node: unknown): Repeated[] {
  if (isSeq(node)) return node.items.flatMap(repeatedKeys)
  if (!isMap(node)) return []
  const seen = new Set<string>()
  return node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : undefined
    const isRepeated = name !== undefined && seen.has(name)
    if (name !== undefined) seen.add(name)
    const [start, end] = (isNode(key) && key.range) || [0, 0]
    const here: Repeated[] = isRepeated ? [{ code: 'DUPLICATE_KEY', pos: [start, end], message: '' }] : []
    return [...here, ...repeatedKeys(value)]
  })
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed<ParsedNode> {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    prettyErrors: false,
    lineCounter,
    stringKeys: true,
    uniqueKeys: false,
  })
}

/** Copies what YAML gave as plain data of bounded size. `__proto__` is no key of anything here. */
function toPlain(value: unknown, budget: { left: number }, depth: number): unknown {
  budget.left -= 1
  if (budget.left < 0) throw new Error(`it expands to more than ${maxValues} values.`)
  if (depth > maxDepth) throw new Error(`it nests more than ${maxDepth} levels deep.`)
  if (Array.isArray(value)) return value.map((item) => toPlain(item, budget, depth + 1))
  if (typeof value === 'bigint') return Number(value)
  if (!isRecord(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') throw new Error('"__proto__" cannot be a key.')
    copy[key] = toPlain(inner, budget, depth + 1)
  }
  return copy
}

function yamlProblem(message: string, line: number, column: number): Problem {
  return { severity: 'error', rule: 'yaml', message, path: [], line, column }
}

function firstSentence(text: string): string {
  const line = text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? text
  return /[.!?]$/.test(line) ? line : `${line}.`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
