import { reject } from '../rejection.ts'
import type { MapNode, Node, ScalarNode } from '../tree.ts'

/** What a value may be. A shape returns the end of a sentence where a value is something else: `must be a list`. */
export interface Shape {
  /** `text`, `a list`: for sentences about several shapes. */
  name: string
  /** Throws a Rejection for what is wrong further inside; returns false where the value is of another sort altogether. */
  check(node: Node, path: string): boolean
}

export function checkShape(shape: Shape, node: Node, path: string): void {
  if (!shape.check(node, path)) reject(node, `${path} must be ${shape.name}, not ${sortOf(node)}.`)
}

const scalar = (name: string, allowed: (node: ScalarNode) => boolean): Shape => ({
  name,
  check: (node) => node.type === 'scalar' && allowed(node),
})

export const text = scalar('text', ({ value }) => typeof value === 'string')
export const nothing = scalar('nothing', ({ value }) => value === null)
export const number = scalar('a number', ({ value }) => typeof value === 'number')
export const flag = scalar('true or false', ({ value }) => typeof value === 'boolean' || isFlag(value))
/** What came of a variable is text and may stand for a number. */
export const integer = scalar(
  'a whole number',
  ({ value }) => Number.isInteger(value) || (typeof value === 'string' && /^[-+]?\d+$/.test(value)),
)
export const anyScalar = scalar('text or a number', ({ value }) => typeof value === 'string' || typeof value === 'number')
export const scalarOrNothing = scalar('text, a number, true, false or nothing', () => true)

/** One of these words; text that came of a variable is checked by what it says, too. */
export function oneOf(...words: string[]): Shape {
  return {
    name: `one of ${words.join(', ')}`,
    check(node, path) {
      if (node.type !== 'scalar' || typeof node.value !== 'string') return false
      if (!words.includes(node.value)) reject(node, `${path} is "${node.value}"; it can be ${words.join(', ')}.`)
      return true
    },
  }
}

export function matching(pattern: RegExp, allowed: string): Shape {
  return {
    name: 'text',
    check(node, path) {
      if (node.type !== 'scalar' || typeof node.value !== 'string') return false
      if (!pattern.test(node.value)) reject(node, `${path} is "${node.value}"; ${allowed}.`)
      return true
    },
  }
}

export function either(...shapes: Shape[]): Shape {
  return { name: shapes.map(({ name }) => name).join(' or '), check: (node, path) => shapes.some((shape) => shape.check(node, path)) }
}

export function listOf(item: Shape, options: { unique?: boolean } = {}): Shape {
  return {
    name: 'a list',
    check(node, path) {
      if (node.type !== 'list') return false
      const seen = new Set<unknown>()
      for (const [index, each] of node.items.entries()) {
        checkShape(item, each, `${path}[${index}]`)
        if (!options.unique || each.type !== 'scalar') continue
        if (seen.has(each.value)) reject(each, `${path} holds ${String(each.value)} twice; keep one of the two.`)
        seen.add(each.value)
      }
      return true
    },
  }
}

/** Names that people give, each with a value of the same shape. */
export function mapOf(value: Shape, names = /./s): Shape {
  return {
    name: 'a map',
    check(node, path) {
      if (node.type !== 'map') return false
      for (const [key, entry] of node.entries) {
        if (!names.test(key))
          reject(entry.key, `${path} has the key "${key}"; a name is made of letters, digits, dots, hyphens and underscores.`)
        checkShape(value, entry.value, `${path}.${key}`)
      }
      return true
    },
  }
}

/** The keys there are; keys that begin with `x-` may always stand beside them. */
export function fields(shapes: Record<string, Shape>, required: string[] = []): Shape {
  const known = new Map(Object.entries(shapes))
  return {
    name: 'a map',
    check(node, path) {
      if (node.type !== 'map') return false
      checkKeys(node, path, known)
      const missing = required.find((key) => !node.entries.has(key))
      if (missing !== undefined) reject(node, `${path} lacks ${missing}.`)
      for (const [key, { value }] of node.entries) {
        const shape = known.get(key)
        if (shape) checkShape(shape, value, path === '' ? key : `${path}.${key}`)
      }
      return true
    },
  }
}

function checkKeys(node: MapNode, path: string, known: ReadonlyMap<string, Shape>): void {
  for (const [key, entry] of node.entries) {
    if (known.has(key) || key.startsWith('x-')) continue
    const near = [...known.keys()].find((each) => isNear(each, key))
    const remedy = near ? `Did you mean ${near}?` : 'Take it out, or begin it with x- if it is your own.'
    reject(entry.key, `${path === '' ? 'The file' : path} has the key "${key}", which Compose does not know.`, remedy)
  }
}

function isNear(known: string, written: string): boolean {
  const plain = (word: string) => word.toLowerCase().replace(/[-_]/g, '').replace(/s$/, '')
  return plain(known) === plain(written)
}

function isFlag(value: unknown): boolean {
  return typeof value === 'string' && /^(?:true|false|1|0|t|f|yes|no|y|n|on|off)$/i.test(value)
}

function sortOf(node: Node): string {
  if (node.type !== 'scalar') return node.type === 'list' ? 'a list' : 'a map'
  if (node.value === null) return 'nothing'
  return typeof node.value === 'string'
    ? `the text "${node.value.length > 40 ? `${node.value.slice(0, 40)}…` : node.value}"`
    : String(node.value)
}
